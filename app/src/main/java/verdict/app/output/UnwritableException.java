package verdict.app.output;

import java.io.IOException;

/** Something could not be written; the message names it, and says why. */
public final class UnwritableException extends IOException {

  private static final long serialVersionUID = 1L;

  public UnwritableException(String message, IOException cause) {
    super(message, cause);
  }
}

package verdict.app.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream for results that tells a reader who has gone from a write that failed. */
public final class Stdout extends FilterOutputStream {

  /** What Linux and macOS say of a pipe that nobody reads; the JDK has no type for it. */
  private static final String BROKEN_PIPE = "Broken pipe";

  private boolean closed;

  public Stdout(OutputStream out) {
    super(out);
  }

  /** Whether whoever reads it has gone. */
  public boolean closed() {
    return closed;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      closed = BROKEN_PIPE.equals(e.getMessage());
      throw new UnwritableException("stdout: " + e.getMessage(), e);
    }
  }
}

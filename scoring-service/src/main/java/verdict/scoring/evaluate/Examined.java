package verdict.scoring.evaluate;

import verdict.decision.Bundle;
import verdict.wire.LoanApplication;

/** What an input record says, before anybody is told. */
public sealed interface Examined {

  /** It holds an application that was decided. */
  record Decided(LoanApplication application, Bundle bundle, verdict.decision.Decided decided)
      implements Examined {}

  /**
   * It cannot be decided.
   *
   * @param bundleName name, version and hash of the bundle; empty if none was reached
   */
  record Failed(Failure failure, String bundleName) implements Examined {}
}

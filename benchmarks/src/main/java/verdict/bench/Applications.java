package verdict.bench;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import verdict.decision.Application;

/** One thread's applications, in turn. */
@State(Scope.Thread)
public class Applications {
  private static final int COUNT = 1 << 10;

  private final Application[] applications = GermanCredit.applications(COUNT);
  private int next;

  Application next() {
    return applications[next++ & (COUNT - 1)];
  }
}

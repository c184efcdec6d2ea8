package verdict.bench.decision;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import verdict.bench.Applicants;
import verdict.decision.Application;

/**
 * One thread's applications, in turn, and the processor's time that they took. On a machine with
 * neighbours the clock on the wall counts their work, too; the thread's own time does not.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Work {
  private static final int COUNT = 1 << 10;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Application[] applications = Applicants.draw(COUNT);

  /** Applications of this iteration. */
  public long calls;

  /** The thread's own time in this iteration, in nanoseconds. */
  public long processorNanos;

  private long start;

  /** Begins an iteration. */
  @Setup(Level.Iteration)
  public void begin() {
    start = threads.getCurrentThreadCpuTime();
  }

  Application next() {
    return applications[(int) (calls++ & (COUNT - 1))];
  }

  /** Ends an iteration. */
  @TearDown(Level.Iteration)
  public void end() {
    processorNanos = threads.getCurrentThreadCpuTime() - start;
  }
}

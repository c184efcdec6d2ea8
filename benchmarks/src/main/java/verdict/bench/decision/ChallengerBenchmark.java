package verdict.bench.decision;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import verdict.decision.challenger.Assessment;
import verdict.decision.challenger.Challenger;

/** The challenger: an application to its assessment. Each thread has its own, as workers do. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"})
public class ChallengerBenchmark {

  /** One thread's booster. */
  @State(Scope.Thread)
  public static class Own {
    private final Challenger challenger = GermanCredit.challenger().open();

    /** Frees its native memory. */
    @TearDown
    public void close() {
      challenger.close();
    }
  }

  /** The probability of bad. */
  @Benchmark
  public Assessment probability(Own own, Work work) {
    return own.challenger.assess(work.next());
  }

  /** The same with the features that raise it. */
  @Benchmark
  public Assessment probabilityAndFeatures(Own own, Work work) {
    return own.challenger.explain(work.next());
  }
}

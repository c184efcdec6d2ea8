package verdict.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import verdict.decision.Bundle;
import verdict.decision.Verdict;

/**
 * The champion: an application to its verdict, checks of its fields and attributes included. All
 * threads share the bundle, as workers do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
public class DecisionBenchmark {
  private final Bundle scorecard = GermanCredit.scorecardAlone();
  private final Bundle tenRules = GermanCredit.withTenRules();

  /** 12 characteristics, their reasons; no rule. */
  @Benchmark
  public Verdict scorecard(Applications applications) {
    return scorecard.decide(applications.next());
  }

  /** The same with 10 rules before it. */
  @Benchmark
  public Verdict tenRulesAndScorecard(Applications applications) {
    return tenRules.decide(applications.next());
  }
}

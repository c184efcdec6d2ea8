package verdict.bench.decision;

import java.util.List;
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
import verdict.decision.Refused;
import verdict.decision.Verdict;

/**
 * The champion: an application to its verdict, checks of its fields and attributes included. All
 * threads share the bundle, as workers do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
public class DecisionBenchmark {
  private final Bundle scorecard = GermanCredit.scorecardAlone();
  private final Bundle tenRules = GermanCredit.withTenRules();

  /** The checks that come before everything else: 6 fields, 16 attributes. */
  @Benchmark
  public List<Refused> checks(Work work) {
    return scorecard.problems(work.next());
  }

  /** The checks, 12 characteristics and their reasons; no rule. */
  @Benchmark
  public Verdict scorecard(Work work) {
    return scorecard.decide(work.next());
  }

  /** The same with 10 rules before it. */
  @Benchmark
  public Verdict tenRulesAndScorecard(Work work) {
    return tenRules.decide(work.next());
  }
}

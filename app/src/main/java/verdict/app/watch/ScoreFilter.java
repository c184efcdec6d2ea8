package verdict.app.watch;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import verdict.kit.ConfigurationException;
import verdict.wire.LoanScore;

/** A condition on score events in CEL, such as {@code decision == "DECLINE" && pd > 0.2}. */
public final class ScoreFilter implements Predicate<LoanScore> {

  private final CelRuntime.Program program;

  private ScoreFilter(CelRuntime.Program program) {
    this.program = program;
  }

  /**
   * A filter that is ready to be asked.
   *
   * @throws ConfigurationException saying what is wrong with the condition
   */
  public static ScoreFilter compile(String condition) {
    CelCompiler compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .addVar("applicationId", SimpleType.STRING)
            .addVar("revision", SimpleType.INT)
            .addVar("product", SimpleType.STRING)
            .addVar("channel", SimpleType.STRING)
            .addVar("currency", SimpleType.STRING)
            .addVar("amountMinor", SimpleType.INT)
            .addVar("termMonths", SimpleType.INT)
            .addVar("decision", SimpleType.STRING)
            .addVar("decisionSource", SimpleType.STRING)
            .addVar("score", SimpleType.INT)
            .addVar("pd", SimpleType.DOUBLE)
            .setResultType(SimpleType.BOOL)
            .build();
    try {
      return new ScoreFilter(
          CelRuntimeFactory.plannerRuntimeBuilder()
              .build()
              .createProgram(compiler.compile(condition).getAst()));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new ConfigurationException(List.of("--where: " + e.getMessage()));
    }
  }

  @Override
  public boolean test(LoanScore score) {
    Map<String, Object> values =
        Map.ofEntries(
            Map.entry("applicationId", score.getApplicationId()),
            Map.entry("revision", (long) score.getRevision()),
            Map.entry("product", score.getProduct()),
            Map.entry("channel", score.getChannel()),
            Map.entry("currency", score.getCurrency()),
            Map.entry("amountMinor", score.getAmountMinor()),
            Map.entry("termMonths", (long) score.getTermMonths()),
            Map.entry("decision", score.getDecision().name()),
            Map.entry("decisionSource", score.getDecisionSource().name()),
            Map.entry("score", (long) score.getScore()),
            Map.entry("pd", score.getPd()));
    try {
      return Boolean.TRUE.equals(program.eval(values));
    } catch (CelEvaluationException e) {
      throw new ConfigurationException(
          List.of("--where fails on a score event: " + e.getMessage()));
    }
  }
}

package verdict.decision;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import java.util.Map;

/**
 * CEL over the declared inputs.
 *
 * <p>Attributes are declared nullable, so that equality with a missing one is defined. CEL's macros
 * (has, all, exists, map, filter) are left out: there is nothing to iterate, so a rule's work is
 * bounded by its own length. The planner runtime was measured at a seventh of the default one's
 * time for the shipped rules.
 */
final class RuleLanguage {
  /** Lets {@code ratio < 1} compare a double with a whole number. */
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private final CelCompiler compiler;
  private final CelRuntime runtime =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  /**
   * @param attributes the CEL type of each by name
   */
  RuleLanguage(Map<String, CelType> attributes) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setResultType(SimpleType.BOOL)
            .addVar(Inputs.AMOUNT_MINOR, SimpleType.INT)
            .addVar(Inputs.TERM_MONTHS, SimpleType.INT)
            .addVar(Inputs.SUBMITTED_AT, SimpleType.TIMESTAMP);
    attributes.forEach(builder::addVar);
    this.compiler = builder.build();
  }

  static CelType type(AttributeType type) {
    return NullableType.create(type.celType());
  }

  /** Parses and type-checks. */
  CelAbstractSyntaxTree check(String when) throws CelValidationException {
    return compiler.compile(when).getAst();
  }

  /** Parses only. */
  CelAbstractSyntaxTree parse(String when) throws CelValidationException {
    return compiler.parse(when).getAst();
  }

  Program program(CelAbstractSyntaxTree checked) throws CelEvaluationException {
    return runtime.createProgram(checked);
  }
}

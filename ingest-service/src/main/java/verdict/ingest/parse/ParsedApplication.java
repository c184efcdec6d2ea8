package verdict.ingest.parse;

import java.util.List;
import verdict.wire.FieldProblem;
import verdict.wire.LoanApplication;

/** What a body turned out to be. */
public sealed interface ParsedApplication {

  /** An application that keeps every rule of the envelope. */
  record Valid(LoanApplication application) implements ParsedApplication {}

  /** A JSON object, but not an application: everything that is wrong, in the schema's order. */
  record Invalid(List<FieldProblem> problems) implements ParsedApplication {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /** Not one JSON object. The reason never quotes the body. */
  record Malformed(String reason) implements ParsedApplication {}
}

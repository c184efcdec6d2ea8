package verdict.wire;

/** One thing wrong with an application: the field's name and what it must be. Never its value. */
public record FieldProblem(String field, String message) {}

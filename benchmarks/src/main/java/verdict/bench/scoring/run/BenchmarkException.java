package verdict.bench.scoring.run;

/** One engine, or the benchmark as a whole, cannot go on; the message says why. */
public final class BenchmarkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BenchmarkException(String message) {
    super(message);
  }

  BenchmarkException(String message, Throwable cause) {
    super(message, cause);
  }

  /** In a line: our own words as they are, Kafka's with the name of what it is. */
  static String reason(RuntimeException failure) {
    return failure instanceof BenchmarkException
        ? String.valueOf(failure.getMessage())
        : "%s: %s".formatted(failure.getClass().getSimpleName(), failure.getMessage());
  }
}

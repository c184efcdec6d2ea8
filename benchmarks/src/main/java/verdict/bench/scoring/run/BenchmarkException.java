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
}

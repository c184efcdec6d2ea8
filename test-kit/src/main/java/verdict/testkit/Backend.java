package verdict.testkit;

/**
 * Where servers come from. Starts each server once, when it is first asked for; closing stops them
 * all. Thread-safe.
 */
interface Backend extends AutoCloseable {
  String PROPERTY = "verdict.backend";

  KafkaServer kafka();

  DatabaseServer database();

  @Override
  void close();

  /** The backend that {@value #PROPERTY} names. */
  static Backend chosen() {
    Backend backend = named(System.getProperty(PROPERTY, "embedded"));
    // JUnit closes it at the end of a run; an interrupted run must not leave servers behind either.
    Runtime.getRuntime().addShutdownHook(new Thread(backend::close, "test-servers-exit"));
    return backend;
  }

  static Backend named(String name) {
    return switch (name) {
      case "embedded" -> new EmbeddedBackend();
      case "containers" -> new ContainersBackend();
      default ->
          throw new IllegalStateException(
              PROPERTY + " is \"" + name + "\": it must be embedded or containers");
    };
  }
}

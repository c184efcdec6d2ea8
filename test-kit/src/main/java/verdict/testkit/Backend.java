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
    String name = System.getProperty(PROPERTY, "embedded");
    return switch (name) {
      case "embedded" -> new EmbeddedBackend();
      case "containers" -> new ContainersBackend();
      default ->
          throw new IllegalStateException(
              PROPERTY + " is \"" + name + "\": it must be embedded or containers");
    };
  }
}

package verdict.testkit;

/** placeholder, follows */
final class ContainersBackend implements Backend {
  @Override
  public KafkaServer kafka() {
    throw new IllegalStateException("the containers backend is not there yet");
  }

  @Override
  public DatabaseServer database() {
    throw new IllegalStateException("the containers backend is not there yet");
  }

  @Override
  public void close() {}
}

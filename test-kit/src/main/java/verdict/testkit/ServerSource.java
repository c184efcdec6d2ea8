package verdict.testkit;

/** Starts servers of one kind; closing gives back what they shared, once they have stopped. */
interface ServerSource extends AutoCloseable {
  Broker startBroker();

  Databases.Server startDatabases();

  @Override
  void close();

  /** One broker. */
  interface Broker extends AutoCloseable {
    String bootstrapServers();

    void stop();

    void start();

    @Override
    void close();
  }
}

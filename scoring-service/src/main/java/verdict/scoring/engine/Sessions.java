package verdict.scoring.engine;

/** Where the {@link Engine} gets its sessions: from Kafka, or from a test. */
interface Sessions {

  /**
   * A new consumer and producer.
   *
   * @throws EngineStopException if an input topic is another one than before
   * @throws org.apache.kafka.common.config.ConfigException if the clients refuse their settings
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  Session open(Workbench bench, StateMachine state);

  /** What fences this process's predecessor, and a twin. */
  String transactionalId();
}

package verdict.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings of a single-node broker: small in memory, quick to rebalance, and with every promise
 * that Verdict needs from a cluster (offsets that outlive the inputs, no topics by accident).
 */
public final class BrokerSettings {
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerSettings() {}

  /**
   * What does not depend on where the broker runs: the same for an embedded broker and one in a
   * container. Names are Kafka's own.
   */
  public static Map<String, String> common() {
    Map<String, String> settings = new HashMap<>();
    settings.putAll(internalTopics());
    settings.putAll(groups());
    settings.putAll(size());
    settings.put("auto.create.topics.enable", "false");
    // A transaction that its producer left behind holds up every reader: look for it each second,
    // not each ten.
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    // Start and stop wait for heartbeats between broker and controller, which are the same process
    // here.
    settings.put("broker.heartbeat.interval.ms", "200");
    return Map.copyOf(settings);
  }

  /**
   * Kafka's own topics: one replica, as there is one broker, and few partitions, as each costs
   * files and memory.
   */
  private static Map<String, String> internalTopics() {
    return Map.of(
        "offsets.topic.replication.factor", "1",
        "offsets.topic.num.partitions", "4",
        // Longer than the 7 days of the inputs: committed offsets must not vanish before the
        // records do.
        "offsets.retention.minutes", Integer.toString(30 * 24 * 60),
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "transaction.state.log.num.partitions", "4",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1",
        "share.coordinator.state.topic.num.partitions", "1");
  }

  /**
   * Failure detection in seconds; the defaults and lower limits of 45 s are for clusters under
   * load.
   */
  private static Map<String, String> groups() {
    return Map.of(
        "group.initial.rebalance.delay.ms", "0",
        "group.min.session.timeout.ms", "1000",
        "group.consumer.session.timeout.ms", "6000",
        "group.consumer.min.session.timeout.ms", "1000",
        "group.consumer.heartbeat.interval.ms", "300",
        "group.consumer.min.heartbeat.interval.ms", "100",
        "group.streams.session.timeout.ms", "6000",
        "group.streams.min.session.timeout.ms", "1000",
        "group.streams.heartbeat.interval.ms", "300",
        "group.streams.min.heartbeat.interval.ms", "100");
  }

  /** Threads and buffers for a laptop. */
  private static Map<String, String> size() {
    return Map.of(
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "2",
        "num.recovery.threads.per.data.dir", "1",
        "group.coordinator.threads", "1",
        "share.coordinator.threads", "1",
        "log.cleaner.threads", "1",
        // 128 MiB by default, allocated at start; 2 MiB remember about 78,000 keys per pass.
        "log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
  }

  static Map<String, String> singleNode(
      Path directory, int port, int controllerPort, Map<String, String> overrides) {
    Map<String, String> settings = new HashMap<>(common());
    String broker = "PLAINTEXT://" + LoopbackPort.HOST + ":" + port;
    String controller = LoopbackPort.HOST + ":" + controllerPort;
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@" + controller);
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put("listeners", broker + "," + CONTROLLER_LISTENER + "://" + controller);
    settings.put("advertised.listeners", broker);
    settings.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    settings.put("log.dirs", directory.toString());
    settings.putAll(overrides);
    return settings;
  }
}

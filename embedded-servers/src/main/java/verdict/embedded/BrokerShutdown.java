package verdict.embedded;

import java.time.Duration;
import kafka.server.KafkaRaftServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a broker within a limit: on its own it may wait five minutes for a controller that is gone.
 */
final class BrokerShutdown {
  private static final Logger log = LoggerFactory.getLogger(BrokerShutdown.class);
  private static final Duration ORDERLY_LIMIT = Duration.ofSeconds(15);
  private static final Duration INTERRUPTED_LIMIT = Duration.ofSeconds(15);

  private BrokerShutdown() {}

  /**
   * @throws EmbeddedServerException if the broker does not stop within both limits, or fails to
   */
  static void stop(KafkaRaftServer server) {
    Stopping stopping = new Stopping(server);
    stopping.start();
    try {
      stopping.join(ORDERLY_LIMIT.toMillis());
      if (stopping.isAlive()) {
        log.atWarn()
            .addKeyValue("limit", ORDERLY_LIMIT)
            .log("the broker is slow to stop: interrupting it");
        stopping.interrupt(); // It gives up waiting for its controller and closes its logs.
        stopping.join(INTERRUPTED_LIMIT.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("interrupted while Kafka was stopping", e);
    }
    stopping.requireDone();
  }

  private static final class Stopping extends Thread {
    private final KafkaRaftServer server;
    private volatile @Nullable RuntimeException failure;

    Stopping(KafkaRaftServer server) {
      super("embedded-kafka-stop");
      setDaemon(true);
      this.server = server;
    }

    @Override
    public void run() {
      try {
        server.shutdown();
        server.awaitShutdown();
      } catch (RuntimeException e) {
        failure = e;
      }
    }

    void requireDone() {
      if (isAlive()) {
        throw new EmbeddedServerException(
            "Kafka did not stop within " + ORDERLY_LIMIT.plus(INTERRUPTED_LIMIT));
      }
      RuntimeException reason = failure;
      if (reason != null) {
        throw new EmbeddedServerException(
            "Kafka did not stop cleanly: " + reason.getMessage(), reason);
      }
    }
  }
}

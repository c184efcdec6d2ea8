package verdict.embedded;

import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a broker that gives up does to its host. On its own, Kafka ends the process without a word
 * of ours (a full disk, a data directory deleted under it). Here the broker's thread dies with an
 * error that says so, and the host decides: its services find Kafka unreachable, as they would with
 * a broker elsewhere.
 */
final class KafkaExit {
  private static final Logger log = LoggerFactory.getLogger(KafkaExit.class);

  private KafkaExit() {}

  /**
   * Takes effect for every broker of this process: Kafka's hook is process-wide. Repeating it
   * changes nothing.
   */
  static void keepsTheProcessAlive() {
    Exit.setExitProcedure(KafkaExit::refuse);
    Exit.setHaltProcedure(KafkaExit::refuse);
  }

  private static void refuse(int status, @Nullable String message) {
    IllegalStateException gaveUp =
        new IllegalStateException(
            "the embedded Kafka broker gave up with status "
                + status
                + (message == null ? "" : ": " + message));
    log.atError()
        .addKeyValue("status", status)
        .setCause(gaveUp)
        .log("embedded Kafka broker gave up");
    throw gaveUp;
  }
}

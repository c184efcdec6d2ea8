package verdict.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;

/** G2 and G5 while members come and go: the small version of {@code verdict chaos --storm}. */
@Timeout(600)
@ExtendWith(Servers.class)
class StormIT {

  private static final long SEED = 1;

  @Test
  void every_record_has_one_outcome_in_order_while_instances_start_and_stop(KafkaServer shared)
      throws InterruptedException {
    KafkaServer kafka = shared.fresh();
    try {
      Report report = Storm.of(SEED, kafka.bootstrapServers(), new Storm.Size(20, 4, 20_000));

      assertThat(report.broken()).isEmpty();
      assertThat(report.problems()).isEmpty();
      // Who only ever gets on where nobody stops does not weather a storm.
      assertThat(report.faultCount()).isGreaterThan(report.spared());
    } finally {
      kafka.giveBack();
    }
  }
}

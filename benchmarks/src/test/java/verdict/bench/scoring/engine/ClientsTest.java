package verdict.bench.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import verdict.bench.scoring.load.InputRecords;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;

class ClientsTest {

  /** Kafka's default of {@code max.partition.fetch.bytes}, which no engine changes. */
  private static final long PARTITION_FETCH_BYTES = 1024 * 1024;

  @Test
  void a_poll_that_has_its_own_commit_is_a_commit_interval_of_work() {
    assertThat(Clients.batchRecords(Work.NONE)).isEqualTo(10_000);
    assertThat(Clients.batchRecords(Work.REAL)).isBetween(6_000, 8_000);
    assertThat(Clients.batchRecords(Work.MICROS_100)).isEqualTo(1_000);
    assertThat(Clients.batchRecords(Work.MILLI_1)).isEqualTo(100);
  }

  @Test
  void one_fetch_brings_the_records_of_such_a_poll() {
    InputRecords inputs = new InputRecords(Shape.UNIFORM);
    long bytes = 0;
    int poll = Clients.batchRecords(Work.NONE);
    for (int i = 0; i < poll; i++) {
      bytes += Objects.requireNonNull(inputs.next().value()).length;
    }

    // Two consumers share the partitions; lz4 is not even counted on.
    assertThat(bytes).isLessThan(PARTITION_FETCH_BYTES * (Shape.UNIFORM.partitions() / 2));
  }
}

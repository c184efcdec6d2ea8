package verdict.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** G2, G3, G4, G5 under faults of every kind: the short version of {@code verdict chaos}. */
@Timeout(900)
@Tag("own-servers")
class ChaosIT {

  private static final Duration LENGTH = Duration.ofSeconds(15);

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void every_record_has_one_outcome_in_order_whatever_happens_to_the_line(
      long seed, @TempDir Path folder) throws Exception {
    Report report = ChaosRun.of(seed, folder, LENGTH);

    assertThat(report.broken()).isEmpty();
    assertThat(report.problems()).isEmpty();
    assertThat(report.faultCount()).isPositive();
    assertThat(report.steps()).isNotEmpty();
    assertThat(report.records()).isPositive();
  }
}

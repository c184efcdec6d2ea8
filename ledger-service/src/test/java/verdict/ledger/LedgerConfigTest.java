package verdict.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import verdict.kit.Configuration;
import verdict.kit.UnreachableException;
import verdict.ledger.store.DatabaseAccess;
import verdict.ledger.store.LedgerDatabase;

/** Defaults and full mapping. */
final class LedgerConfigTest {

  @Test
  void without_any_setting_the_documented_defaults_are_in_force() {
    LedgerConfig config = LedgerConfig.from(Configuration.read(Map.of(), LedgerSettings.all()));
    assertThat(config.adminPort()).isEqualTo(8083);
    assertThat(config.batchRecords()).isEqualTo(2_000);
    assertThat(config.database().connections()).isEqualTo(3);
    assertThat(config.topics().scores()).isEqualTo("loan.scores");
  }

  @Test
  void every_setting_reaches_the_configuration_and_no_password_its_text() {
    LedgerConfig config =
        LedgerConfig.from(
            Configuration.read(
                Map.of(
                    "VERDICT_LEDGER_ADMIN_PORT", "0",
                    "VERDICT_LEDGER_DATABASE_CONNECTIONS", "5",
                    "VERDICT_LEDGER_BATCH_RECORDS", "100",
                    "VERDICT_DATABASE_URL", "jdbc:postgresql://db/x",
                    "VERDICT_DATABASE_PASSWORD", "hunter2"),
                LedgerSettings.all()));
    assertThat(config.adminPort()).isZero();
    assertThat(config.batchRecords()).isEqualTo(100);
    assertThat(config.database().connections()).isEqualTo(5);
    assertThat(config.database().url()).isEqualTo("jdbc:postgresql://db/x");
    assertThat(config.toString()).doesNotContain("hunter2");
  }

  @Test
  void a_password_inside_the_url_is_not_told_either() {
    DatabaseAccess access =
        new DatabaseAccess("jdbc:postgresql://db/x?user=u&password=hunter2", "u", "", 1);
    assertThat(access.toString())
        .contains("jdbc:postgresql://db/x?user=u&password=")
        .doesNotContain("hunter2");
    try (LedgerDatabase database = LedgerDatabase.open(access)) {
      assertThatThrownBy(() -> database.await(Duration.ZERO))
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining("jdbc:postgresql://db/x")
          .hasMessageNotContaining("hunter2");
    }
  }
}

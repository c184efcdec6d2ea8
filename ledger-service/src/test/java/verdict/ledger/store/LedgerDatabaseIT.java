package verdict.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.testkit.DatabaseServer;
import verdict.testkit.Servers;

/** The limits of the ledger's connections. */
@ExtendWith(Servers.class)
final class LedgerDatabaseIT {

  private static final String CANCELLED = "57014";

  private final DatabaseAccess access;

  LedgerDatabaseIT(DatabaseServer server) {
    DatabaseServer own = server.fresh();
    this.access = new DatabaseAccess(own.jdbcUrl(), own.user(), own.password(), 1);
  }

  @Test
  void a_read_with_a_limit_of_its_own_is_ended_by_postgresql() {
    try (LedgerDatabase database = LedgerDatabase.open(access)) {
      assertThatThrownBy(
              () ->
                  database.read(
                      connection -> connection.createStatement().execute("select pg_sleep(60)"),
                      Duration.ofMillis(100)))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining(CANCELLED);
    }
  }

  @Test
  void a_read_may_take_longer_than_others_and_the_next_one_has_the_usual_limit_again() {
    try (LedgerDatabase database = LedgerDatabase.open(access)) {
      int usual = database.read(connection -> connection.getNetworkTimeout());
      int own = database.read(connection -> connection.getNetworkTimeout(), Duration.ofMinutes(10));
      int after = database.read(connection -> connection.getNetworkTimeout());
      assertThat(Duration.ofMillis(own)).isGreaterThan(Duration.ofMinutes(10));
      assertThat(Duration.ofMillis(usual)).isEqualTo(Duration.ofSeconds(90));
      assertThat(after).isEqualTo(usual);
      assertThat(
              database.<String>read(
                  connection -> {
                    try (var row =
                        connection.createStatement().executeQuery("show statement_timeout")) {
                      row.next();
                      return row.getString(1);
                    }
                  }))
          .isEqualTo("0");
    }
  }
}

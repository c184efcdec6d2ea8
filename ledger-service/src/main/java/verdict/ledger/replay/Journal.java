package verdict.ledger.replay;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import verdict.ledger.store.LedgerDatabase;
import verdict.ledger.store.Storable;

/** Notes for people who asked for which replay: {@code ops.replays}. Nothing depends on it. */
final class Journal {

  private static final int TEXT_BOUND = 1_000;

  private final LedgerDatabase database;

  Journal(LedgerDatabase database) {
    this.database = database;
  }

  void begun(UUID job, Instant at, ReplayRequest request) {
    database.<Integer>write(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "insert into ops.replays (id, requested_at, selection, reason) values (?, ?, ?, ?)")) {
            statement.setObject(1, job);
            statement.setObject(2, at.atOffset(ZoneOffset.UTC));
            statement.setString(3, Storable.text(request.letters().toString(), TEXT_BOUND));
            statement.setString(4, Storable.text(request.reason(), TEXT_BOUND));
            return statement.executeUpdate();
          }
        });
  }

  void ended(UUID job, Instant at, ReplayTally tally) {
    database.<Integer>write(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "update ops.replays set finished_at = ?, replayed = ?, refused = ? where id = ?")) {
            statement.setObject(1, at.atOffset(ZoneOffset.UTC));
            statement.setLong(2, tally.replayed());
            statement.setLong(3, tally.refused());
            statement.setObject(4, job);
            return statement.executeUpdate();
          }
        });
  }
}

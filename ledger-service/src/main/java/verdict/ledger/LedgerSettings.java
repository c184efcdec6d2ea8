package verdict.ledger;

import java.util.List;
import java.util.stream.Stream;
import verdict.kit.DatabaseSettings;
import verdict.kit.Setting;

/** What can be set about the ledger service, the audit and the replay. */
public final class LedgerSettings {

  /** Port of /livez, /readyz, /metrics. */
  public static final Setting<Integer> ADMIN_PORT =
      Setting.integer(
          "VERDICT_LEDGER_ADMIN_PORT",
          8083,
          0,
          65_535,
          "Port of the ledger's /livez, /readyz and /metrics; 0 for a free one.");

  /** Size of the pool. */
  public static final Setting<Integer> DATABASE_CONNECTIONS =
      Setting.integer(
          "VERDICT_LEDGER_DATABASE_CONNECTIONS",
          3,
          2,
          50,
          "Connections in the ledger's pool; one writes what the topics say, one copies the values that fit no letter.");

  /** Bound of one batch. */
  public static final Setting<Integer> BATCH_RECORDS =
      Setting.integer(
          "VERDICT_LEDGER_BATCH_RECORDS",
          2_000,
          1,
          10_000,
          "Most records that the ledger writes in one database transaction.");

  private LedgerSettings() {}

  /** The ledger's own and the database's. */
  public static List<Setting<?>> all() {
    return Stream.concat(
            DatabaseSettings.all().stream(),
            Stream.<Setting<?>>of(ADMIN_PORT, DATABASE_CONNECTIONS, BATCH_RECORDS))
        .toList();
  }
}

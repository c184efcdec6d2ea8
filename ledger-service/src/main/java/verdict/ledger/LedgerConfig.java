package verdict.ledger;

import java.time.Duration;
import java.util.Map;
import verdict.kit.Configuration;
import verdict.kit.KitSettings;
import verdict.ledger.source.LedgerTopics;
import verdict.ledger.store.DatabaseAccess;

/**
 * What the ledger service needs to know.
 *
 * @param kafka client properties
 * @param adminPort 0 for a free one
 * @param startTimeout how long to wait at start for Kafka, its topics and PostgreSQL
 * @param batchRecords most records in one database transaction, 1 or more
 */
public record LedgerConfig(
    Map<String, Object> kafka,
    LedgerTopics topics,
    DatabaseAccess database,
    String adminHost,
    int adminPort,
    Duration startTimeout,
    int batchRecords) {

  public LedgerConfig {
    kafka = Map.copyOf(kafka);
    if (batchRecords < 1) {
      throw new IllegalArgumentException("a batch has at least one record");
    }
  }

  /** What the configuration says. */
  public static LedgerConfig from(Configuration configuration) {
    return new LedgerConfig(
        configuration.kafka(),
        LedgerTopics.declared(),
        DatabaseAccess.from(configuration, configuration.get(LedgerSettings.DATABASE_CONNECTIONS)),
        configuration.get(KitSettings.ADMIN_HOST),
        configuration.get(LedgerSettings.ADMIN_PORT),
        configuration.get(KitSettings.START_TIMEOUT),
        configuration.get(LedgerSettings.BATCH_RECORDS));
  }

  /** Without Kafka's properties: a password may be among them. */
  @Override
  public String toString() {
    return "ledger of " + topics + " in " + database;
  }
}

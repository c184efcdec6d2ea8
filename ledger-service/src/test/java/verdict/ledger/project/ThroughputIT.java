package verdict.ledger.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.ledger.Line;
import verdict.testkit.DatabaseServer;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;

/** Large batches are applied set-based: a backlog is read in seconds, not minutes. */
@ExtendWith(Servers.class)
final class ThroughputIT {

  private static final Logger log = LoggerFactory.getLogger(ThroughputIT.class);
  private static final int APPLICATIONS = 20_000;

  private final Line line;

  ThroughputIT(KafkaServer kafka, DatabaseServer database) {
    this.line = new Line(kafka, database);
  }

  @AfterEach
  void close() {
    line.close();
  }

  @Test
  void a_backlog_of_forty_thousand_records_is_read_within_half_a_minute() {
    line.sendMany("t-", APPLICATIONS);
    line.scoring().drain();
    long start = System.nanoTime();
    line.startLedger();
    line.awaitCount("view.outcomes", APPLICATIONS);
    line.awaitCount("view.inputs", APPLICATIONS);
    double seconds = (System.nanoTime() - start) / 1e9;
    log.atInfo()
        .addKeyValue("seconds", seconds)
        .addKeyValue("rows_per_second", 2 * APPLICATIONS / seconds)
        .log("backlog read");
    assertThat(lookupPlan()).contains("inputs_by_application", "scores_by_source");
    assertThat(line.auditNow().counts().orElseThrow().scored()).isEqualTo(APPLICATIONS);
  }

  /** How PostgreSQL answers the ingest service's lookup. */
  private String lookupPlan() {
    line.pool().<Boolean>write(connection -> connection.createStatement().execute("analyze"));
    return String.valueOf(
        line.ask(
            "explain (format json) select * from view.application_status"
                + " where application_id = 't-7' order by revision desc limit 1"));
  }
}

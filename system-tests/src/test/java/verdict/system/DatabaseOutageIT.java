package verdict.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.app.line.Line;
import verdict.app.line.LinePart;
import verdict.app.sample.Submission;
import verdict.app.sample.SubmissionSource;
import verdict.decision.Bundles;
import verdict.kit.Configuration;
import verdict.ledger.audit.AuditReport;
import verdict.testkit.DatabaseServer;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.wire.Topic;

/** G5: a database outage makes the ledger wait; applications go on being accepted and scored. */
@ExtendWith(Servers.class)
class DatabaseOutageIT {

  private static final int BEFORE = 300;
  private static final int DURING = 700;

  @Test
  void applications_are_accepted_and_scored_without_a_database_and_the_ledger_catches_up(
      KafkaServer kafka, DatabaseServer database) throws Exception {
    Configuration configuration =
        RunningLine.configuration(kafka.fresh(), database.fresh(), Map.of());
    SubmissionSource source = new SubmissionSource(Bundles.shipped(), 5, 0);
    try (Line line = Line.onServers(configuration, Set.of(LinePart.ANALYTICS))) {
      assertThat(RunningLine.submit(line, some(source, BEFORE)).accepted()).isEqualTo(BEFORE);
      database.stop();
      try {
        assertThat(RunningLine.submit(line, some(source, DURING)).accepted()).isEqualTo(DURING);
        assertThat(RunningLine.committed(configuration, Topic.SCORES, BEFORE + DURING))
            .hasSize(BEFORE + DURING);
      } finally {
        database.start();
      }

      AuditReport report = RunningLine.settledAudit(configuration);

      assertThat(report.verdict()).as(report.toJson()).isEqualTo(AuditReport.Verdict.BALANCED);
      assertThat(report.counts().orElseThrow().scored()).isEqualTo(BEFORE + DURING);
    }
  }

  private static Stream<Submission> some(SubmissionSource source, int count) {
    return Stream.<Submission>generate(source::next).limit(count);
  }
}

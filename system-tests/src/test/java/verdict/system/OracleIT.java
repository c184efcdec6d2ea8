package verdict.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import verdict.app.line.Line;
import verdict.app.sample.Submission;
import verdict.app.sample.SubmissionFile;
import verdict.decision.Bundles;
import verdict.kit.Configuration;
import verdict.ledger.audit.AuditReport;
import verdict.testkit.DatabaseServer;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.wire.Codec;
import verdict.wire.Decoding;
import verdict.wire.LoanScore;
import verdict.wire.PolicyHit;
import verdict.wire.Reason;
import verdict.wire.Topic;

/** The whole line decides every row as an independent implementation does. */
@ExtendWith(Servers.class)
class OracleIT {

  static List<SharedData> data() {
    return SharedData.available();
  }

  @ParameterizedTest
  @MethodSource("data")
  void every_row_comes_out_of_the_line_as_the_oracle_decides_it(
      SharedData data, KafkaServer kafka, DatabaseServer database) throws Exception {
    Configuration configuration =
        RunningLine.configuration(kafka.fresh(), database.fresh(), Map.of());
    Map<String, String> expected = data.answers();
    try (Line line = Line.onServers(configuration, Set.of());
        Stream<Submission> rows =
            SubmissionFile.read(data.applications(), Bundles.shipped(), "test")) {
      RunningLine.submit(line, rows);

      Map<String, String> decided = new TreeMap<>();
      RunningLine.committed(configuration, Topic.SCORES, expected.size())
          .forEach(record -> decided.put(score(record).getApplicationId(), answer(score(record))));

      assertThat(decided).isEqualTo(expected);
      assertThat(RunningLine.settledAudit(configuration).verdict())
          .isEqualTo(AuditReport.Verdict.BALANCED);
    }
  }

  private static LoanScore score(ConsumerRecord<byte[], byte[]> record) {
    return switch (Codec.scores().decode(record.value())) {
      case Decoding.Decoded<LoanScore>(LoanScore score) -> score;
      case Decoding.Undecodable<LoanScore>(var code, String message) ->
          throw new AssertionError(code + " " + message);
    };
  }

  private static String answer(LoanScore score) {
    return String.join(
        ",",
        Integer.toString(score.getScore()),
        "%.6f".formatted(score.getPd()),
        score.getPolicyHits().stream().map(PolicyHit::getRuleId).collect(Collectors.joining("|")),
        score.getDecision().name(),
        score.getDecisionSource().name(),
        score.getReasons().stream().map(Reason::getCode).collect(Collectors.joining("|")));
  }
}

package verdict.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import verdict.app.line.Line;
import verdict.app.line.LinePart;
import verdict.app.sample.Submission;
import verdict.app.sample.SubmissionSource;
import verdict.app.submit.Answers;
import verdict.app.watch.TopicTail;
import verdict.decision.Bundles;
import verdict.kit.Configuration;
import verdict.ledger.audit.AuditReport;
import verdict.testkit.DatabaseServer;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.wire.Codec;
import verdict.wire.Decoding;
import verdict.wire.LoanScore;
import verdict.wire.Topic;

/** G2: a scoring process may die at any moment; every application still gets one verdict. */
@ExtendWith(Servers.class)
class KilledScoringIT {

  private static final int APPLICATIONS = 6_000;
  private static final int KILLS = 3;

  @Test
  void every_application_has_one_score_although_scoring_was_killed_three_times(
      @TempDir Path folder, KafkaServer kafka, DatabaseServer database) throws Exception {
    Map<String, String> environment =
        RunningLine.environment(
            kafka.fresh(),
            database.fresh(),
            Map.of(
                "VERDICT_SCORING_INSTANCE",
                "killed",
                "VERDICT_SCORING_TRANSACTION_RECORDS",
                "200"));
    Configuration configuration =
        Configuration.read(environment, verdict.app.command.Settings.all());
    try (Line line = Line.onServers(configuration, Set.of(LinePart.SCORE, LinePart.ANALYTICS))) {
      VerdictProcess scoring = VerdictProcess.start(folder, environment, "score");
      try {
        Submitting submitting = Submitting.start(line);
        for (int kill = 1; kill <= KILLS; kill++) {
          awaitScores(configuration, kill * APPLICATIONS / (KILLS + 2));
          scoring.kill();
          scoring = VerdictProcess.start(folder, environment, "score");
        }
        assertThat(submitting.answers().accepted()).isEqualTo(APPLICATIONS);
        List<ConsumerRecord<byte[], byte[]>> scores =
            RunningLine.committed(configuration, Topic.SCORES, APPLICATIONS);

        assertThat(scores).hasSize(APPLICATIONS);
        assertThat(sources(scores)).hasSize(APPLICATIONS);
        AuditReport report = RunningLine.settledAudit(configuration);
        assertThat(report.verdict()).as(report.toJson()).isEqualTo(AuditReport.Verdict.BALANCED);
      } finally {
        scoring.close();
      }
    }
  }

  private static void awaitScores(Configuration configuration, int atLeast) {
    try (TopicTail tail = new TopicTail(configuration.kafka(), List.of(Topic.SCORES), true)) {
      int[] seen = {0};
      Eventually.until(
          RunningLine.PATIENCE,
          () -> {
            seen[0] += tail.poll(java.time.Duration.ofMillis(100)).count();
            return seen[0] >= atLeast;
          });
    }
  }

  private static Set<String> sources(List<ConsumerRecord<byte[], byte[]>> scores) {
    Set<String> sources = new HashSet<>();
    Codec<LoanScore> codec = Codec.scores();
    for (ConsumerRecord<byte[], byte[]> record : scores) {
      if (codec.decode(record.value()) instanceof Decoding.Decoded<LoanScore>(LoanScore score)) {
        sources.add(score.getSource().toString());
      }
    }
    return sources;
  }

  /** Sends on a thread of its own while the test kills. */
  private record Submitting(java.util.concurrent.CompletableFuture<Answers> sent) {

    static Submitting start(Line line) {
      return new Submitting(
          java.util.concurrent.CompletableFuture.supplyAsync(
              () -> {
                SubmissionSource source = new SubmissionSource(Bundles.shipped(), 11, 0);
                try {
                  return RunningLine.submit(
                      line, Stream.<Submission>generate(source::next).limit(APPLICATIONS));
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                  throw new AssertionError(e);
                }
              }));
    }

    Answers answers() {
      return sent.join();
    }
  }
}

package verdict.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import verdict.app.line.Line;
import verdict.app.line.LinePart;
import verdict.app.sample.Submission;
import verdict.app.sample.SubmissionSource;
import verdict.decision.Bundles;
import verdict.kit.Configuration;
import verdict.ledger.audit.AuditReport;
import verdict.ledger.letters.LetterFilter;
import verdict.ledger.letters.LetterIndex;
import verdict.ledger.letters.LetterStatus;
import verdict.ledger.letters.LetterSummary;
import verdict.ledger.replay.Refusal;
import verdict.ledger.replay.ReplayReport;
import verdict.ledger.replay.ReplayRequest;
import verdict.ledger.replay.Replayer;
import verdict.ledger.store.DatabaseAccess;
import verdict.ledger.store.LedgerDatabase;
import verdict.testkit.DatabaseServer;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.wire.ErrorCode;

/** G8: a letter is sent again at most three times, and what it becomes is read from the outcome. */
@ExtendWith(Servers.class)
class ReplayIT {

  private static final int APPLICATIONS = 5;
  private static final int ROUNDS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void letters_of_a_broken_bundle_become_scores_once_it_is_mended(
      @TempDir Path folder, KafkaServer kafka, DatabaseServer database) throws Exception {
    Map<String, String> sound = RunningLine.environment(kafka.fresh(), database.fresh(), Map.of());
    Map<String, String> broken = new java.util.HashMap<>(sound);
    broken.put("VERDICT_BUNDLE", brokenBundle(folder).toString());
    letters(sound, broken);

    try (Line line = line(sound)) {
      ReplayReport report = replay(sound, LetterFilter.all().withCode(ErrorCode.POLICY_FAILED));

      assertThat(report.replayed()).isEqualTo(APPLICATIONS);
      assertThat(await(sound, LetterStatus.RESOLVED, APPLICATIONS))
          .allSatisfy(letter -> assertThat(letter.decision()).isPresent());
      assertThat(RunningLine.settledAudit(configuration(sound)).verdict())
          .isEqualTo(AuditReport.Verdict.BALANCED);
      assertThat(replay(sound, LetterFilter.all().withCode(ErrorCode.POLICY_FAILED)).refused())
          .containsOnlyKeys(Refusal.ALREADY_RESOLVED);
      assertThat(line.failure()).isNotDone();
    }
  }

  @Test
  void a_letter_that_can_never_work_is_refused_at_its_fourth_round(
      @TempDir Path folder, KafkaServer kafka, DatabaseServer database) throws Exception {
    Map<String, String> environment =
        RunningLine.environment(
            kafka.fresh(),
            database.fresh(),
            Map.of("VERDICT_BUNDLE", brokenBundle(folder).toString()));
    letters(environment, environment);

    try (Line line = line(environment)) {
      for (int round = 1; round <= ROUNDS; round++) {
        LetterStatus next = round == ROUNDS ? LetterStatus.QUARANTINED : LetterStatus.OPEN;
        ReplayReport report =
            replay(
                environment,
                LetterFilter.all().withStatus(LetterStatus.OPEN).withCode(ErrorCode.POLICY_FAILED));
        assertThat(report.replayed()).as("round %d", round).isEqualTo(APPLICATIONS);
        int behind = round;
        Eventually.until(
            RunningLine.PATIENCE,
            () ->
                list(environment, LetterFilter.all().withStatus(next)).stream()
                        .filter(letter -> letter.replayCount() == behind)
                        .count()
                    == APPLICATIONS);
      }

      ReplayReport fourth =
          replay(
              environment,
              LetterFilter.all()
                  .withStatus(LetterStatus.QUARANTINED)
                  .withCode(ErrorCode.POLICY_FAILED));

      assertThat(fourth.replayed()).isZero();
      assertThat(fourth.refused()).containsOnlyKeys(Refusal.QUARANTINED);
      assertThat(line.failure()).isNotDone();
    }
  }

  /** Every application becomes a letter. */
  private static void letters(Map<String, String> sound, Map<String, String> broken)
      throws InterruptedException {
    SubmissionSource source = new SubmissionSource(Bundles.shipped(), 3, 0);
    try (Line line = line(broken)) {
      RunningLine.submit(line, Stream.<Submission>generate(source::next).limit(APPLICATIONS));
      await(sound, LetterStatus.OPEN, APPLICATIONS);
    }
  }

  private static Line line(Map<String, String> environment) {
    return Line.onServers(configuration(environment), Set.of(LinePart.ANALYTICS));
  }

  private static Configuration configuration(Map<String, String> environment) {
    return Configuration.read(environment, verdict.app.command.Settings.all());
  }

  private static List<LetterSummary> await(
      Map<String, String> environment, LetterStatus status, int count) {
    return Eventually.eventually(
        RunningLine.PATIENCE,
        () -> list(environment, LetterFilter.all().withStatus(status)),
        letters -> letters.size() == count);
  }

  private static List<LetterSummary> list(Map<String, String> environment, LetterFilter filter) {
    Configuration configuration = configuration(environment);
    try (LedgerDatabase database = LedgerDatabase.open(DatabaseAccess.from(configuration, 1))) {
      return new LetterIndex(database, configuration.kafka()).list(filter, 100);
    }
  }

  private static ReplayReport replay(Map<String, String> environment, LetterFilter filter) {
    Configuration configuration = configuration(environment);
    try (LedgerDatabase database = LedgerDatabase.open(DatabaseAccess.from(configuration, 2));
        Replayer replayer = Replayer.open(configuration.kafka(), database)) {
      return replayer.run(new ReplayRequest(filter, false, "test", 0), LIMIT);
    }
  }

  /** The shipped bundle with one more rule, which divides by zero on every application. */
  private static Path brokenBundle(Path folder) throws Exception {
    Path shipped = Path.of("..", "bundles", "german-credit");
    for (String file : List.of("bundle.yaml", "policy.yaml", "scorecard.yaml", "baseline.yaml")) {
      Files.copy(shipped.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Path terms = folder.resolve("bundle.yaml");
    Files.writeString(
        terms, Files.readString(terms).replaceFirst("(?m)^version: .*$", "version: broken"));
    Files.writeString(
        folder.resolve("policy.yaml"),
        """

          - id: P999
            outcome: REFER
            when: 1 / (dependents - dependents) > 0
            reasonCode: PP99
            reasonText: Broken on purpose
        """,
        StandardOpenOption.APPEND);
    return folder;
  }
}

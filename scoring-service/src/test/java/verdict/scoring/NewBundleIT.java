package verdict.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import verdict.decision.BundleException;
import verdict.scoring.bundles.Shelf;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.SampleRecords;
import verdict.testkit.Servers;
import verdict.wire.Codec;
import verdict.wire.Decoding;
import verdict.wire.LoanScore;
import verdict.wire.Topic;

/** A lender exchanges bundles while applications come in. */
@ExtendWith(Servers.class)
class NewBundleIT {

  private static final int SOME = 200;

  @TempDir Path directory;

  private Shelf shelf;

  @BeforeEach
  void putFirstVersion() {
    shelf = new Shelf(directory);
    shelf.put("first", bundle -> bundle);
  }

  @Test
  void a_newer_version_decides_without_a_restart(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      ScoringService service = start(line);
      line.send(SampleRecords.good(0, SOME));
      line.awaitAllCommitted();
      shelf.put("second", bundle -> bundle.version("1.1.0"));
      awaitState(line, service, "1.1.0");
      line.send(SampleRecords.good(SOME, SOME));

      line.awaitAndVerifyIdentities();
      assertThat(versions(line)).filteredOn("1.0.0"::equals).hasSize(SOME);
      assertThat(versions(line)).filteredOn("1.1.0"::equals).hasSize(SOME);
    }
  }

  @Test
  void a_broken_one_is_reported_and_the_old_one_decides_on(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      ScoringService service = start(line);
      shelf.put("second", bundle -> bundle.edit("bundle.yaml", "cutoffs:", "cutofs:"));
      awaitState(line, service, "second/bundle.yaml:");
      line.send(SampleRecords.good(0, SOME));

      line.awaitAndVerifyIdentities();
      assertThat(versions(line)).hasSize(SOME).containsOnly("1.0.0");
    }
  }

  @Test
  void a_service_refuses_to_start_with_files_that_changed_under_the_same_version(
      KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      line.stop(start(line));
      shelf.put(
          "first",
          bundle -> bundle.edit("bundle.yaml", "pproveAtOrAbove: 467", "pproveAtOrAbove: 468"));

      assertThatExceptionOfType(BundleException.class)
          .isThrownBy(() -> start(line))
          .withMessageContaining("german-credit 1.0.0: its files changed");
      assertThat(start(line, "VERDICT_BUNDLE_DEV", "true").failure()).isNotDone();
    }
  }

  private ScoringService start(ScoringLine line, String... settings) {
    List<String> all = new ArrayList<>(List.of("VERDICT_BUNDLE", directory.toString()));
    all.addAll(List.of(settings));
    return line.start("one", all.toArray(String[]::new));
  }

  private static void awaitState(ScoringLine line, ScoringService service, String part) {
    Eventually.eventually(
        ScoringLine.PATIENCE, () -> line.stateOf(service), state -> state.contains(part));
  }

  private static List<String> versions(ScoringLine line) {
    Codec<LoanScore> codec = Codec.scores();
    return line.read(Topic.SCORES).stream().map(record -> version(codec, record)).toList();
  }

  private static String version(
      Codec<LoanScore> codec, ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
    return switch (codec.decode(record.value())) {
      case Decoding.Decoded<LoanScore>(LoanScore score) -> score.getBundle().getVersion();
      case Decoding.Undecodable<LoanScore>(var code, String message) -> message;
    };
  }
}

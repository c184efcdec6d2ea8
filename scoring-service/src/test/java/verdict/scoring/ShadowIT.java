package verdict.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.SampleRecords;
import verdict.testkit.Servers;
import verdict.wire.Codec;
import verdict.wire.DecisionKind;
import verdict.wire.Decoding;
import verdict.wire.LoanScore;
import verdict.wire.Topic;

/** The challenger watches, beside the line and apart from it. */
@ExtendWith(Servers.class)
class ShadowIT {

  private static final int SOME = 2_000;

  @Test
  void every_application_that_was_not_approved_is_shadowed_once_through_a_restart(
      KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      line.create(Topic.SHADOW);
      line.send(SampleRecords.mixed(0, SOME, 1));
      ScoringService champion = line.start("one");
      try (ShadowService first = line.startShadow("one")) {
        Eventually.until(ScoringLine.PATIENCE, () -> !line.read(Topic.SHADOW).isEmpty());
        assertThat(first.failure()).isNotDone();
      }
      try (ShadowService second = line.startShadow("one")) {
        line.awaitAndVerify();
        Set<String> expected = identities(line, Topic.SCORES);
        Eventually.eventually(
            ScoringLine.PATIENCE,
            () -> line.read(Topic.SHADOW).size(),
            size -> size >= expected.size());
        assertThat(line.read(Topic.SHADOW)).hasSameSizeAs(expected);
        assertThat(identities(line, Topic.SHADOW)).isEqualTo(expected);
        assertThat(second.failure()).isNotDone();
      }
      assertThat(champion.failure()).isNotDone();
    }
  }

  /** Of the events that approve nothing: what they answer. */
  private static Set<String> identities(ScoringLine line, Topic topic) {
    return scores(line, topic).stream()
        .filter(score -> score.getDecision() != DecisionKind.APPROVE)
        .map(score -> score.getApplicationId() + score.getSource())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<LoanScore> scores(ScoringLine line, Topic topic) {
    Codec<LoanScore> codec = Codec.scores();
    return line.read(topic).stream()
        .map(record -> codec.decode(record.value()))
        .map(
            decoding ->
                switch (decoding) {
                  case Decoding.Decoded<LoanScore>(LoanScore score) -> score;
                  case Decoding.Undecodable<LoanScore>(var code, String message) ->
                      throw new AssertionError(message);
                })
        .toList();
  }
}

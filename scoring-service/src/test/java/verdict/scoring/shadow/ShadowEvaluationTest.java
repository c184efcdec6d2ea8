package verdict.scoring.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import verdict.decision.Bundle;
import verdict.decision.Bundles;
import verdict.decision.challenger.Assessment;
import verdict.decision.challenger.Challenger;
import verdict.decision.challenger.ChallengerModel;
import verdict.scoring.bundles.Shelf;
import verdict.scoring.evaluate.Evaluator;
import verdict.scoring.evaluate.Examiner;
import verdict.scoring.evaluate.Outcome;
import verdict.testkit.SampleRecords;
import verdict.testkit.SampleRecords.Flaw;
import verdict.wire.Codec;
import verdict.wire.Coordinates;
import verdict.wire.DecisionKind;
import verdict.wire.Decoding;
import verdict.wire.LoanScore;
import verdict.wire.ModelRole;
import verdict.wire.Topic;

class ShadowEvaluationTest {

  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
  private static final Coordinates SOURCE =
      new Coordinates(Topic.APPLICATIONS.topicName(), Uuid.randomUuid(), 0, 7);

  @TempDir Path directory;

  private final Challengers challengers = new Challengers();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private Bundles inForce = Bundles.shipped();

  @AfterEach
  void close() {
    challengers.close();
  }

  @Test
  void whoever_the_champion_did_not_approve_is_seen_by_the_challenger_and_nobody_else() {
    ShadowEvaluation shadow = shadow(0);
    Evaluator champion = new Evaluator(() -> inForce, "group", "test", NOON);

    IntStream.range(0, 200)
        .mapToObj(number -> consumed(SampleRecords.record(number, Flaw.NONE)))
        .forEach(
            input -> {
              boolean approved =
                  ((Outcome.Scored) champion.evaluate(input, SOURCE)).decision()
                      == DecisionKind.APPROVE;
              assertThat(shadow.evaluate(input, SOURCE))
                  .isInstanceOf(approved ? Outcome.Silent.class : Outcome.Shadowed.class);
            });
  }

  @Test
  void the_event_holds_the_challengers_probability_beside_the_champions_decision() {
    Bundle bundle = inForce.all().getFirst();
    ConsumerRecord<byte @Nullable [], byte @Nullable []> input =
        consumed(SampleRecords.record(1, Flaw.NONE));
    LoanScore champion =
        event(new Evaluator(() -> inForce, "group", "test", NOON).evaluate(input, SOURCE));
    LoanScore event = event(shadow(1).evaluate(input, SOURCE));

    assertThat(event.getRole()).isEqualTo(ModelRole.CHALLENGER);
    assertThat(event.getDecision()).isEqualTo(champion.getDecision());
    assertThat(event.getScore()).isEqualTo(champion.getScore());
    assertThat(event.getBundle()).isEqualTo(champion.getBundle());
    Assessment.Assessed assessed = asked(bundle, 1);
    assertThat(event.getPd()).isEqualTo(assessed.probabilityOfBad());
    assertThat(event.getContributions())
        .extracting(c -> c.getFeature() + c.getContribution())
        .isEqualTo(
            assessed.riskRaising().stream().map(f -> f.feature() + f.contribution()).toList());
  }

  @Test
  void the_event_keeps_the_key_and_the_trace() {
    ProducerRecord<byte @Nullable [], byte @Nullable []> sent = SampleRecords.record(1, Flaw.NONE);
    Outcome.Shadowed shadowed = (Outcome.Shadowed) shadow(1).evaluate(consumed(sent), SOURCE);

    assertThat(shadowed.output().key()).isEqualTo(sent.key());
    assertThat(shadowed.output().headers().toArray())
        .containsExactly(sent.headers().lastHeader("traceparent"));
    assertThat(count("asked")).isEqualTo(1);
  }

  @Test
  void its_reasons_are_the_scorecards_words_for_the_strongest_features() {
    LoanScore event =
        event(shadow(1).evaluate(consumed(SampleRecords.record(1, Flaw.NONE)), SOURCE));
    List<String> known =
        inForce.all().getFirst().definition().scorecard().characteristics().stream()
            .map(characteristic -> characteristic.reasonCode())
            .toList();

    assertThat(event.getReasons()).isNotEmpty().hasSizeLessThanOrEqualTo(4);
    assertThat(event.getReasons()).extracting(reason -> reason.getCode()).isSubsetOf(known);
    assertThat(event.getReasons())
        .extracting(reason -> reason.getRank())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, event.getReasons().size()).boxed().toList());
  }

  @Test
  void what_is_a_letter_is_none_of_its_business() {
    for (Flaw flaw : Flaw.values()) {
      if (flaw != Flaw.NONE) {
        assertThat(shadow(1).evaluate(consumed(SampleRecords.record(1, flaw)), SOURCE))
            .as(flaw.name())
            .isInstanceOf(Outcome.Silent.class);
      }
    }
  }

  @Test
  void a_bundle_without_a_challenger_is_met_with_silence() {
    new Shelf(directory).put("plain", bundle -> bundle);
    inForce = Bundles.of(List.of(Bundle.load(directory.resolve("plain"))));

    assertThat(shadow(1).evaluate(consumed(SampleRecords.record(1, Flaw.NONE)), SOURCE))
        .isInstanceOf(Outcome.Silent.class);
    assertThat(count("no challenger")).isEqualTo(1);
  }

  @Test
  void a_model_that_cannot_be_loaded_is_counted_and_throws_nothing() throws IOException {
    new Shelf(directory).put("damaged", bundle -> bundle);
    Path challenger = Files.createDirectory(directory.resolve("damaged/challenger"));
    Path shipped = Path.of("..", "bundles", "german-credit", "challenger");
    Files.copy(shipped.resolve("features.yaml"), challenger.resolve("features.yaml"));
    Files.writeString(
        challenger.resolve("model.lgb.txt"),
        Files.readString(shipped.resolve("model.lgb.txt"))
            .replaceFirst("split_feature=", "split_feature=999 "));
    inForce = Bundles.of(List.of(Bundle.load(directory.resolve("damaged"))));
    ShadowEvaluation shadow = shadow(1);

    for (int number = 0; number < 3; number++) {
      assertThat(shadow.evaluate(consumed(SampleRecords.record(number, Flaw.NONE)), SOURCE))
          .isInstanceOf(Outcome.Silent.class);
    }
    assertThat(count("failed")).isEqualTo(3);
  }

  private ShadowEvaluation shadow(double approvedShare) {
    return new ShadowEvaluation(
        () -> inForce, new Sampling(approvedShare), challengers, "test", NOON, registry);
  }

  private double count(String result) {
    return registry.counter("verdict.shadow.applications", "result", result).count();
  }

  private static Assessment.Assessed asked(Bundle bundle, int number) {
    ChallengerModel model = ChallengerModel.of(bundle.definition().challenger().orElseThrow());
    try (Challenger challenger = model.open()) {
      return (Assessment.Assessed)
          challenger.explain(Examiner.applicationOf(SampleRecords.application(number)));
    }
  }

  private static LoanScore event(Outcome outcome) {
    return switch (Codec.scores().decode(((Outcome.Sent) outcome).output().value())) {
      case Decoding.Decoded<LoanScore>(LoanScore score) -> score;
      case Decoding.Undecodable<LoanScore>(var code, String message) ->
          throw new AssertionError(message);
    };
  }

  private static ConsumerRecord<byte @Nullable [], byte @Nullable []> consumed(
      ProducerRecord<byte @Nullable [], byte @Nullable []> sent) {
    ConsumerRecord<byte @Nullable [], byte @Nullable []> consumed =
        new ConsumerRecord<>(sent.topic(), 0, 7, sent.key(), sent.value());
    sent.headers().forEach(consumed.headers()::add);
    return consumed;
  }
}

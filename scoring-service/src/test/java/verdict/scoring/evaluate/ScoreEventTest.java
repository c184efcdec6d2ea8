package verdict.scoring.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.scoring.evaluate.Inputs.NOW;
import static verdict.scoring.evaluate.Inputs.REPLAYED;
import static verdict.scoring.evaluate.Inputs.SOURCE;
import static verdict.scoring.evaluate.Inputs.consumed;
import static verdict.scoring.evaluate.Inputs.evaluator;
import static verdict.scoring.evaluate.Inputs.scored;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import verdict.decision.Application;
import verdict.decision.Bundle;
import verdict.decision.Decided;
import verdict.testkit.SampleRecords;
import verdict.testkit.SampleRecords.Flaw;
import verdict.wire.Codec;
import verdict.wire.Coordinates;
import verdict.wire.Decoding;
import verdict.wire.LetterHeaders;
import verdict.wire.LoanApplication;
import verdict.wire.LoanScore;
import verdict.wire.ModelRole;
import verdict.wire.Topic;

class ScoreEventTest {

  private static final UUID LETTER = UUID.fromString("00000000-0000-5000-8000-000000000001");
  private final Bundle bundle = Bundle.shipped();
  private final Evaluator evaluator = evaluator(bundle);

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 15, 29, 40_000, 800_000})
  void a_score_event_holds_the_whole_decision_of_the_bundle(int number) {
    LoanApplication application = SampleRecords.application(number);
    Decided expected = decide(application);
    LoanScore event = event(number, SOURCE);

    assertThat(event.getDecision().name()).isEqualTo(expected.decision().name());
    assertThat(event.getDecisionSource().name()).isEqualTo(expected.source().name());
    assertThat(event.getScore()).isEqualTo(expected.score());
    assertThat(event.getPd()).isEqualTo(expected.pd());
    assertThat(event.getReasons())
        .extracting(r -> r.getRank() + r.getCode() + r.getText())
        .isEqualTo(expected.reasons().stream().map(r -> r.rank() + r.code() + r.text()).toList());
    assertThat(event.getPolicyHits())
        .extracting(h -> h.getRuleId() + h.getOutcome() + h.getReasonCode())
        .isEqualTo(
            expected.policyHits().stream()
                .map(h -> h.ruleId() + h.outcome() + h.reasonCode())
                .toList());
    assertThat(event.getCharacteristics())
        .extracting(
            c ->
                c.getName()
                    + c.getBin()
                    + c.getPoints()
                    + c.getBaselinePoints()
                    + c.getReasonCode())
        .isEqualTo(
            expected.characteristics().stream()
                .map(c -> c.name() + c.bin() + c.points() + c.baselinePoints() + c.reasonCode())
                .toList());
  }

  @Test
  void a_score_event_copies_the_application_and_names_bundle_source_and_times() {
    LoanApplication application = SampleRecords.application(7);
    LoanScore event = event(7, SOURCE);

    assertThat(event.getApplicationId()).isEqualTo(application.getApplicationId());
    assertThat(event.getRevision()).isEqualTo(application.getRevision());
    assertThat(event.getProduct()).isEqualTo(application.getProduct());
    assertThat(event.getApplicantRef()).isEqualTo(application.getApplicantRef());
    assertThat(event.getAmountMinor()).isEqualTo(application.getAmountMinor());
    assertThat(event.getCurrency()).isEqualTo(application.getCurrency());
    assertThat(event.getTermMonths()).isEqualTo(application.getTermMonths());
    assertThat(event.getChannel()).isEqualTo(application.getChannel());
    assertThat(event.getSubmittedAt()).isEqualTo(application.getSubmittedAt());
    assertThat(event.getReceivedAt()).isEqualTo(application.getReceivedAt());
    assertThat(event.getRole()).isEqualTo(ModelRole.CHAMPION);
    assertThat(event.getApproveAtOrAbove()).isEqualTo(bundle.cutoffs().approveAtOrAbove());
    assertThat(event.getReferAtOrAbove()).isEqualTo(bundle.cutoffs().referAtOrAbove());
    assertThat(event.getBasePoints()).isEqualTo(bundle.basePoints());
    assertThat(event.getBundle().getName()).isEqualTo(bundle.name());
    assertThat(event.getBundle().getVersion()).isEqualTo(bundle.version());
    assertThat(event.getBundle().getHash()).isEqualTo(bundle.hash());
    assertThat(Coordinates.of(event.getSource())).isEqualTo(SOURCE);
    assertThat(event.getSourceTimestamp()).isEqualTo(Instant.ofEpochMilli(1_000));
    assertThat(event.getDecidedAt()).isEqualTo(NOW);
    assertThat(event.getAppVersion()).isEqualTo("1.2.3");
    assertThat(event.getReplayOf()).isNull();
  }

  @Test
  void a_score_event_goes_to_the_scores_under_the_applications_key_with_its_trace() {
    var record = SampleRecords.record(7, Flaw.NONE);
    var output = scored(evaluator.evaluate(consumed(record), SOURCE)).output();

    assertThat(output.topic()).isEqualTo(Topic.SCORES.topicName());
    assertThat(output.key()).isEqualTo(record.key());
    assertThat(output.headers().lastHeader("traceparent"))
        .isEqualTo(record.headers().lastHeader("traceparent"));
    assertThat(output.headers().lastHeader("lender")).isNull();
  }

  @Test
  void a_replayed_letter_is_named_on_the_replay_topic_only() {
    assertThat(event(7, REPLAYED).getReplayOf()).isEqualTo(LETTER.toString());
    assertThat(event(7, SOURCE).getReplayOf()).isNull();
  }

  private LoanScore event(int number, Coordinates at) {
    LoanApplication application = SampleRecords.application(number);
    var headers =
        new RecordHeaders()
            .add(LetterHeaders.REPLAY_OF, LETTER.toString().getBytes(StandardCharsets.UTF_8));
    var input =
        consumed(at, SampleRecords.key(application), SampleRecords.bytes(application), headers);
    byte[] value = scored(evaluator.evaluate(input, at)).output().value();
    return switch (Codec.scores().decode(value)) {
      case Decoding.Decoded<LoanScore>(LoanScore score) -> score;
      case Decoding.Undecodable<LoanScore> broken -> throw new AssertionError(broken.toString());
    };
  }

  private Decided decide(LoanApplication application) {
    var verdict =
        bundle.decide(
            new Application(
                application.getApplicationId(),
                application.getRevision(),
                application.getProduct(),
                application.getAmountMinor(),
                application.getCurrency(),
                application.getTermMonths(),
                application.getSubmittedAt(),
                application.getAttributes()));
    return (Decided) verdict;
  }
}

package verdict.scoring.evaluate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import verdict.decision.Bundle;
import verdict.decision.Decided;
import verdict.decision.Decision;
import verdict.wire.BundleRef;
import verdict.wire.CharacteristicScore;
import verdict.wire.Coordinates;
import verdict.wire.DecisionKind;
import verdict.wire.DecisionSource;
import verdict.wire.Letter;
import verdict.wire.LoanApplication;
import verdict.wire.LoanScore;
import verdict.wire.ModelRole;
import verdict.wire.PolicyHit;
import verdict.wire.Reason;
import verdict.wire.Topic;

/** Turns a decision into the score event that carries it. */
public final class ScoreEvents {

  private final String appVersion;
  private final InstantSource clock;

  public ScoreEvents(String appVersion, InstantSource clock) {
    this.appVersion = appVersion;
    this.clock = clock;
  }

  /** The champion's event, to be built: a challenger says something else in some fields. */
  public LoanScore.Builder of(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      LoanApplication application,
      Bundle bundle,
      Decided decided) {
    LoanScore.Builder event =
        LoanScore.newBuilder()
            .setApplicationId(application.getApplicationId())
            .setRevision(application.getRevision())
            .setProduct(application.getProduct())
            .setApplicantRef(application.getApplicantRef())
            .setAmountMinor(application.getAmountMinor())
            .setCurrency(application.getCurrency())
            .setTermMonths(application.getTermMonths())
            .setChannel(application.getChannel())
            .setRole(ModelRole.CHAMPION)
            .setDecision(kind(decided.decision()))
            .setDecisionSource(DecisionSource.valueOf(decided.source().name()))
            .setScore(decided.score())
            .setPd(decided.pd())
            .setApproveAtOrAbove(bundle.cutoffs().approveAtOrAbove())
            .setReferAtOrAbove(bundle.cutoffs().referAtOrAbove())
            .setReasons(reasons(decided))
            .setPolicyHits(hits(decided))
            .setCharacteristics(characteristics(decided))
            .setBasePoints(bundle.basePoints())
            .setBundle(new BundleRef(bundle.name(), bundle.version(), bundle.hash()))
            .setSource(source.toAvro())
            .setSourceTimestamp(Instant.ofEpochMilli(input.timestamp()))
            .setSubmittedAt(application.getSubmittedAt())
            .setReceivedAt(application.getReceivedAt())
            .setDecidedAt(clock.instant())
            .setAppVersion(appVersion);
    replayOf(input).ifPresent(event::setReplayOf);
    return event;
  }

  static DecisionKind kind(Decision decision) {
    return switch (decision) {
      case APPROVE -> DecisionKind.APPROVE;
      case REFER -> DecisionKind.REFER;
      case DECLINE -> DecisionKind.DECLINE;
    };
  }

  private static Optional<String> replayOf(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input) {
    return input.topic().equals(Topic.REPLAY.topicName())
        ? Letter.replayOf(input.headers()).map(UUID::toString)
        : Optional.empty();
  }

  private static List<Reason> reasons(Decided decided) {
    return decided.reasons().stream().map(r -> new Reason(r.rank(), r.code(), r.text())).toList();
  }

  private static List<PolicyHit> hits(Decided decided) {
    return decided.policyHits().stream()
        .map(hit -> new PolicyHit(hit.ruleId(), kind(hit.outcome()), hit.reasonCode()))
        .toList();
  }

  private static List<CharacteristicScore> characteristics(Decided decided) {
    return decided.characteristics().stream()
        .map(
            c ->
                new CharacteristicScore(
                    c.name(), c.bin(), c.points(), c.baselinePoints(), c.reasonCode()))
        .toList();
  }
}

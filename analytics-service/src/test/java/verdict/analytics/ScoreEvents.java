package verdict.analytics;

import java.time.Instant;
import java.util.List;
import verdict.wire.BundleRef;
import verdict.wire.Codec;
import verdict.wire.DecisionKind;
import verdict.wire.DecisionSource;
import verdict.wire.LoanScore;
import verdict.wire.ModelRole;
import verdict.wire.SourceCoordinates;

/** Score events as the scoring service writes them, with what matters here as parameters. */
final class ScoreEvents {

  private static final Codec<LoanScore> CODEC = Codec.scores();

  private ScoreEvents() {}

  static byte[] bytes(String product, DecisionKind decision, int score, Instant decidedAt) {
    return CODEC.encode(event(product, decision, score, decidedAt));
  }

  static LoanScore event(String product, DecisionKind decision, int score, Instant decidedAt) {
    return LoanScore.newBuilder()
        .setApplicationId("a-1")
        .setRevision(1)
        .setProduct(product)
        .setApplicantRef("r-1")
        .setAmountMinor(100_000)
        .setCurrency("EUR")
        .setTermMonths(12)
        .setChannel("test")
        .setRole(ModelRole.CHAMPION)
        .setDecision(decision)
        .setDecisionSource(
            decision == DecisionKind.REFER ? DecisionSource.POLICY : DecisionSource.SCORE)
        .setScore(score)
        .setPd(0.1)
        .setApproveAtOrAbove(600)
        .setReferAtOrAbove(500)
        .setReasons(List.of())
        .setPolicyHits(List.of())
        .setCharacteristics(List.of())
        .setBasePoints(400)
        .setBundle(new BundleRef("test", "1", "0".repeat(64)))
        .setSource(new SourceCoordinates("loan.applications", "topic-id", 0, 0L))
        .setSourceTimestamp(decidedAt)
        .setSubmittedAt(decidedAt.minusSeconds(3600))
        .setReceivedAt(decidedAt)
        .setDecidedAt(decidedAt)
        .setAppVersion("test")
        .build();
  }
}

package verdict.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import verdict.wire.BundleRef;
import verdict.wire.Coordinates;
import verdict.wire.DecisionKind;
import verdict.wire.DecisionSource;
import verdict.wire.LoanApplication;
import verdict.wire.LoanScore;
import verdict.wire.ModelRole;
import verdict.wire.Reason;
import verdict.wire.SourceCoordinates;

/** Applications and score events for tests. */
public final class Applications {

  private static final Instant SUBMITTED = Instant.parse("2026-01-02T03:04:05Z");

  private Applications() {}

  public static LoanApplication application(String id, int revision, long amountMinor) {
    return LoanApplication.newBuilder()
        .setApplicationId(id)
        .setRevision(revision)
        .setProduct("german-credit")
        .setApplicantRef("applicant-1")
        .setAmountMinor(amountMinor)
        .setCurrency("EUR")
        .setTermMonths(24)
        .setSubmittedAt(SUBMITTED)
        .setReceivedAt(SUBMITTED)
        .setChannel("web")
        .setAttributes(Map.of("purpose", "car"))
        .build();
  }

  public static LoanApplication application(String id) {
    return application(id, 1, 100_000);
  }

  static LoanScore score(LoanApplication application, Coordinates source, DecisionKind decision) {
    return score(application, source.toAvro(), decision);
  }

  static LoanScore score(
      LoanApplication application, SourceCoordinates source, DecisionKind decision) {
    return LoanScore.newBuilder()
        .setApplicationId(application.getApplicationId())
        .setRevision(application.getRevision())
        .setProduct(application.getProduct())
        .setApplicantRef(application.getApplicantRef())
        .setAmountMinor(application.getAmountMinor())
        .setCurrency(application.getCurrency())
        .setTermMonths(application.getTermMonths())
        .setChannel(application.getChannel())
        .setRole(ModelRole.CHAMPION)
        .setDecision(decision)
        .setDecisionSource(DecisionSource.SCORE)
        .setScore(512)
        .setPd(0.125)
        .setApproveAtOrAbove(600)
        .setReferAtOrAbove(500)
        .setReasons(List.of(new Reason(1, "R01", "it's \"short\" \\ of points")))
        .setPolicyHits(List.of())
        .setCharacteristics(List.of())
        .setBasePoints(500)
        .setBundle(new BundleRef("german-credit", "1", "0".repeat(64)))
        .setSource(source)
        .setSourceTimestamp(SUBMITTED)
        .setSubmittedAt(SUBMITTED)
        .setReceivedAt(SUBMITTED)
        .setDecidedAt(SUBMITTED.plusSeconds(1))
        .setAppVersion("test")
        .build();
  }
}

package verdict.analytics;

import java.time.Duration;
import java.time.Instant;
import verdict.wire.DecisionKind;
import verdict.wire.DecisionSource;
import verdict.wire.LoanScore;
import verdict.wire.LoanStat;

/** The arithmetic of aggregates: pure, and independent of the order of decisions. */
final class MinuteStats {

  static final Duration WINDOW = Duration.ofMinutes(1);

  private MinuteStats() {}

  /** The aggregate of one decision at {@code timestamp} (milliseconds since 1970, UTC). */
  static LoanStat ofOne(LoanScore score, long timestamp) {
    long start = timestamp - Math.floorMod(timestamp, WINDOW.toMillis());
    return LoanStat.newBuilder()
        .setProduct(score.getProduct())
        .setWindowStart(Instant.ofEpochMilli(start))
        .setWindowEnd(Instant.ofEpochMilli(start).plus(WINDOW))
        .setApproved(score.getDecision() == DecisionKind.APPROVE ? 1 : 0)
        .setReferred(score.getDecision() == DecisionKind.REFER ? 1 : 0)
        .setDeclined(score.getDecision() == DecisionKind.DECLINE ? 1 : 0)
        .setDecidedByPolicy(score.getDecisionSource() == DecisionSource.POLICY ? 1 : 0)
        .setScoreSum(score.getScore())
        .setScoreMin(score.getScore())
        .setScoreMax(score.getScore())
        .build();
  }

  /** Both together; they are of the same product and minute. */
  static LoanStat sum(LoanStat left, LoanStat right) {
    return LoanStat.newBuilder(left)
        .setApproved(left.getApproved() + right.getApproved())
        .setReferred(left.getReferred() + right.getReferred())
        .setDeclined(left.getDeclined() + right.getDeclined())
        .setDecidedByPolicy(left.getDecidedByPolicy() + right.getDecidedByPolicy())
        .setScoreSum(left.getScoreSum() + right.getScoreSum())
        .setScoreMin(Math.min(left.getScoreMin(), right.getScoreMin()))
        .setScoreMax(Math.max(left.getScoreMax(), right.getScoreMax()))
        .build();
  }

  /** The key on {@code loan.stats}: {@code product|2026-11-22T10:15:00Z}. */
  static String key(LoanStat stat) {
    return stat.getProduct() + "|" + stat.getWindowStart();
  }
}

package verdict.ledger.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import verdict.ledger.letters.LetterStatus;
import verdict.ledger.letters.LetterSummary;

/** Counts what a replay does. Not thread-safe. */
final class ReplayTally {

  /** Most refused letters listed by id; the counts are always whole. */
  static final int LISTED_BOUND = 100;

  private long replayed;
  private final Map<String, Long> byFingerprint = new TreeMap<>();
  private final Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);
  private final List<ReplayReport.Refused> refusals = new ArrayList<>();

  void replayed(LetterSummary letter) {
    replayed++;
    byFingerprint.merge(letter.fingerprint(), 1L, Long::sum);
  }

  void refused(UUID letter, Refusal reason) {
    refused.merge(reason, 1L, Long::sum);
    if (refusals.size() < LISTED_BOUND) {
      refusals.add(new ReplayReport.Refused(letter, reason));
    }
  }

  /** Letters of the wanted cause that a filter leaves out, because they are not open. */
  void passedOver(LetterStatus status, long count) {
    Eligibility.closed(status).ifPresent(reason -> refused.merge(reason, count, Long::sum));
  }

  long replayed() {
    return replayed;
  }

  long refused() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }

  ReplayReport report(Optional<UUID> job, boolean truncated) {
    return new ReplayReport(
        job, job.isEmpty(), replayed, byFingerprint, refused, refusals, truncated);
  }
}

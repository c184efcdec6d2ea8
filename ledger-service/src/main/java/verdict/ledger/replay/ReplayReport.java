package verdict.ledger.replay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a replay did, or, in a dry run, would do.
 *
 * @param job id in the journal {@code ops.replays}; empty for a dry run
 * @param replayed letters sent, durably
 * @param byFingerprint those by cause
 * @param refused how many were not sent, by reason
 * @param refusals the first of them by id
 * @param truncated whether more letters match than one replay takes: ask again
 */
public record ReplayReport(
    Optional<UUID> job,
    boolean dryRun,
    long replayed,
    Map<String, Long> byFingerprint,
    Map<Refusal, Long> refused,
    List<Refused> refusals,
    boolean truncated) {

  public ReplayReport {
    byFingerprint = Map.copyOf(byFingerprint);
    refused = Map.copyOf(refused);
    refusals = List.copyOf(refusals);
  }

  /** A letter that was not sent, and why. */
  public record Refused(UUID letter, Refusal reason) {}
}

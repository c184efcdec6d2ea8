package verdict.ledger.letters;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import verdict.wire.ErrorCode;

/**
 * Which letters are meant: those that meet every given condition.
 *
 * @param ids only these, if there are any
 * @param since made at or after this
 */
public record LetterFilter(
    java.util.Set<UUID> ids,
    Optional<String> fingerprint,
    Optional<ErrorCode> code,
    Optional<LetterStatus> status,
    Optional<Instant> since) {

  public LetterFilter {
    ids = java.util.Set.copyOf(ids);
  }

  /** Every letter. */
  public static LetterFilter all() {
    return new LetterFilter(
        java.util.Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** And only these. */
  public LetterFilter withIds(java.util.Set<UUID> chosen) {
    return new LetterFilter(chosen, fingerprint, code, status, since);
  }

  /** And of this cause. */
  public LetterFilter withFingerprint(String chosen) {
    return new LetterFilter(ids, Optional.of(chosen), code, status, since);
  }

  /** And with this error code. */
  public LetterFilter withCode(ErrorCode chosen) {
    return new LetterFilter(ids, fingerprint, Optional.of(chosen), status, since);
  }

  /** And in this state. */
  public LetterFilter withStatus(LetterStatus chosen) {
    return new LetterFilter(ids, fingerprint, code, Optional.of(chosen), since);
  }

  /** And made at or after this. */
  public LetterFilter withSince(Instant chosen) {
    return new LetterFilter(ids, fingerprint, code, status, Optional.of(chosen));
  }
}

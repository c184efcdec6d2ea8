package verdict.ledger.replay;

import java.util.Optional;
import verdict.ledger.letters.LetterStatus;
import verdict.ledger.letters.LetterSummary;

/** Which letters may be sent again. Pure. */
final class Eligibility {

  private Eligibility() {}

  /** Empty if the letter may be replayed. */
  static Optional<Refusal> refusal(LetterSummary letter) {
    return closed(letter.status()).or(() -> open(letter));
  }

  /** Empty if the state allows a replay. */
  static Optional<Refusal> closed(LetterStatus status) {
    return switch (status) {
      case REPLAYING -> Optional.of(Refusal.REPLAY_ACTIVE);
      case RESOLVED -> Optional.of(Refusal.ALREADY_RESOLVED);
      case FAILED_AGAIN -> Optional.of(Refusal.FAILED_AGAIN);
      case QUARANTINED -> Optional.of(Refusal.QUARANTINED);
      case OPEN -> Optional.empty();
    };
  }

  private static Optional<Refusal> open(LetterSummary letter) {
    if (letter.replayCount() >= Replayer.ROUNDS_BOUND) {
      return Optional.of(Refusal.QUARANTINED);
    }
    return letter.pointer() ? Optional.of(Refusal.NO_VALUE) : Optional.empty();
  }
}

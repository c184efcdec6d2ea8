package verdict.ledger.replay;

import verdict.ledger.letters.LetterFilter;

/**
 * What to replay.
 *
 * @param letters which; must name ids, a fingerprint or a code, so that nobody replays everything
 *     by mistake
 * @param dryRun only say what would happen
 * @param reason why, for the journal; may be empty
 * @param perSecond most letters sent per second; 0 for no limit
 */
public record ReplayRequest(LetterFilter letters, boolean dryRun, String reason, int perSecond) {

  public ReplayRequest {
    if (letters.ids().isEmpty() && letters.fingerprint().isEmpty() && letters.code().isEmpty()) {
      throw new IllegalArgumentException("a replay names ids, a fingerprint or an error code");
    }
    if (perSecond < 0) {
      throw new IllegalArgumentException("a rate is not negative");
    }
  }
}

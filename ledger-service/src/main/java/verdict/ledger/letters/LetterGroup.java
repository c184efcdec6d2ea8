package verdict.ledger.letters;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Letters with one cause.
 *
 * @param title the newest letter's message
 * @param total letters, whatever became of them
 * @param byStatus how many are in which state; absent means none
 */
public record LetterGroup(
    String fingerprint,
    String code,
    String stage,
    String title,
    long total,
    Map<LetterStatus, Long> byStatus,
    Optional<Instant> first,
    Optional<Instant> last) {

  public LetterGroup {
    byStatus = Map.copyOf(byStatus);
  }
}

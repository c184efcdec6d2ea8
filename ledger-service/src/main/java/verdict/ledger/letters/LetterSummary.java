package verdict.ledger.letters;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import verdict.wire.Coordinates;

/**
 * One letter in a list.
 *
 * @param coordinates of the letter itself
 * @param source of the input record that it is about
 * @param replayCount rounds of replay behind it
 * @param pointer whether it only stands for a value that did not fit
 * @param nextLetter the letter that its replay became, if FAILED_AGAIN
 * @param decision what its replay became, if RESOLVED
 */
public record LetterSummary(
    UUID id,
    Coordinates coordinates,
    Coordinates source,
    String code,
    String stage,
    String fingerprint,
    String message,
    Optional<String> applicationId,
    Optional<Integer> revision,
    Optional<Instant> failedAt,
    Optional<Instant> firstFailedAt,
    int replayCount,
    boolean pointer,
    LetterStatus status,
    Optional<UUID> nextLetter,
    Optional<String> decision) {}

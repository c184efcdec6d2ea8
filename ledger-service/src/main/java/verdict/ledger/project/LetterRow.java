package verdict.ledger.project;

import org.jspecify.annotations.Nullable;
import verdict.wire.Letter;

/**
 * One letter.
 *
 * @param claim what the original bytes say they are, where they can be read
 */
record LetterRow(
    Place place,
    String topic,
    Letter letter,
    @Nullable Integer valueBytes,
    @Nullable String key,
    InputRow.@Nullable Claim claim) {}

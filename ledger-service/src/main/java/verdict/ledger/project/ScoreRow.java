package verdict.ledger.project;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import verdict.wire.Coordinates;
import verdict.wire.LoanScore;

/** One score event. {@code source} is the input record that it answers. */
record ScoreRow(
    Place place,
    String topic,
    Coordinates source,
    LoanScore score,
    String reasons,
    String policyHits,
    @Nullable UUID replayOf) {}

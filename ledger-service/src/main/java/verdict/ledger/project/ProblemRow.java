package verdict.ledger.project;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record on an outcome topic that is no outcome. {@code problem} quotes none of its bytes. */
record ProblemRow(Place place, String topic, @Nullable Instant brokerTimestamp, String problem) {}

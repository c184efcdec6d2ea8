/**
 * What the ledger asks Kafka about its topics: names, ids, partitions, end offsets, open
 * transactions.
 *
 * <p>Receives client properties; hands layouts and offsets to projection, audit, letters and
 * replay. Imports Kafka's clients, {@code verdict.wire} and the service kit.
 */
@NullMarked
package verdict.ledger.source;

import org.jspecify.annotations.NullMarked;

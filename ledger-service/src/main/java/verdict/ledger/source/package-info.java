/**
 * What the ledger asks Kafka about its topics: names, ids, partitions, end offsets, open
 * transactions, and whether its logs still hold what the ledger has read.
 *
 * <p>Receives client properties; hands layouts and offsets to projection, audit, letters and
 * replay. Imports Kafka's clients, {@code verdict.ledger.store}, {@code verdict.wire} and the
 * service kit.
 */
@NullMarked
package verdict.ledger.source;

import org.jspecify.annotations.NullMarked;

/**
 * Values that fitted no letter: copied from the input topics into the ledger before retention takes
 * them.
 *
 * <p>Receives pointer letters from schema {@code view} and their records from Kafka; hands the
 * values to table {@code ops.pointer_values}, where {@code verdict.ledger.letters} shows them.
 * Imports {@code verdict.ledger.source}, {@code verdict.ledger.store}, {@code verdict.wire},
 * Kafka's clients, the service kit.
 */
@NullMarked
package verdict.ledger.pointers;

import org.jspecify.annotations.NullMarked;

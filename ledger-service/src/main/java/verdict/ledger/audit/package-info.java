/**
 * The proof that every accepted record has exactly one outcome.
 *
 * <p>Receives offsets from Kafka and one snapshot of schema {@code view}; hands a report to the
 * command line. Imports {@code verdict.ledger.source}, {@code verdict.ledger.store} and Kafka's
 * admin client; writes nothing.
 */
@NullMarked
package verdict.ledger.audit;

import org.jspecify.annotations.NullMarked;

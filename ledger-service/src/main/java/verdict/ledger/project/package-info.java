/**
 * Topics → PostgreSQL: one thread reads every line topic without a consumer group and writes each
 * batch together with its positions in one database transaction.
 *
 * <p>Receives records from Kafka; hands rows to schema {@code view}. Imports {@code
 * verdict.ledger.source}, {@code verdict.ledger.store}, {@code verdict.wire}, Kafka's clients, the
 * service kit.
 */
@NullMarked
package verdict.ledger.project;

import org.jspecify.annotations.NullMarked;

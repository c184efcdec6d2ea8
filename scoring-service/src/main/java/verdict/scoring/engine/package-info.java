/**
 * The scoring engine: one owner thread polls, hands chunks of records to a bounded worker pool,
 * sends their outcomes in input order and commits outputs and offsets in one Kafka transaction.
 *
 * <p>Read {@link verdict.scoring.engine.Engine} (starts sessions, again after an outage), then
 * {@code Session} (the loop), then its parts: {@code Lanes} (what is in flight), {@code
 * WorkerPool}, {@code OutputTransaction}, {@code StartRule}; and what guards it: {@code Deadline}
 * (a decision that does not end), {@code Caution} (a record that ends the process), {@code Breaker}
 * (a flood of letters). Receives records from the input topics; asks an {@code Evaluation} for
 * outcomes and sends each to the topic that it names. {@code KafkaClients} is where faults are put
 * in. Imports Kafka's clients; no HTTP, no JDBC.
 */
@NullMarked
package verdict.scoring.engine;

import org.jspecify.annotations.NullMarked;

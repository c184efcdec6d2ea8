/**
 * Aggregates for analysts: Kafka Streams counts the decisions on {@code loan.scores} per product
 * and minute into {@code loan.stats}, and {@link verdict.analytics.StatsReader} reads them back.
 *
 * <p>Receives from the topic {@code loan.scores} and hands to the topic {@code loan.stats}, never
 * to another service. Imports {@code verdict.wire}, {@code verdict.kit}, Kafka's clients and
 * streams; no JDBC, no Reactor.
 *
 * <p>What is counted is the decision, record by record: upstream, every input record ends in at
 * most one committed score event, and score events are read committed. So a replayed application
 * counts once (its letter was no decision), and a higher revision counts again, because it was
 * decided again.
 */
@NullMarked
package verdict.analytics;

import org.jspecify.annotations.NullMarked;

/**
 * The scoring service: reads applications, decides them in a bounded pool, emits scores and letters
 * in input order, exactly once.
 *
 * <p>{@link verdict.scoring.ScoringService} wires it: settings, {@code verdict.scoring.engine}
 * (Kafka, order, transactions), {@code verdict.scoring.evaluate} (one record to one outcome).
 * Receives from {@code loan.applications} and its replays; hands to {@code loan.scores} and {@code
 * loan.applications.dlq}. No JDBC, no HTTP but the admin port, no Reactor, no other service.
 */
@NullMarked
package verdict.scoring;

import org.jspecify.annotations.NullMarked;

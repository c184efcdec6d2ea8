/**
 * The scoring service: reads applications, decides them in a bounded pool, emits scores and letters
 * in input order, exactly once. And its shadow, which asks the bundles' challengers.
 *
 * <p>{@link verdict.scoring.ScoringService} and {@link verdict.scoring.ShadowService} are the two;
 * {@code EngineService} wires what they share: {@code verdict.scoring.bundles} (which bundles
 * decide), {@code verdict.scoring.engine} (Kafka, order, transactions). What differs is {@code
 * verdict.scoring.evaluate} (one record to one outcome) and {@code verdict.scoring.shadow} (one
 * record to the challenger's opinion). {@code verdict.scoring.trace} puts spans around the former.
 * Receives from {@code loan.applications} and its replays; hands to {@code loan.scores}, {@code
 * loan.applications.dlq} and {@code loan.scores.shadow}. No JDBC, no HTTP but the admin port, no
 * Reactor, no other service.
 */
@NullMarked
package verdict.scoring;

import org.jspecify.annotations.NullMarked;

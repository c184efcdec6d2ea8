/**
 * One input record to its one outcome: decode, validate, decide, encode, or a letter. Pure but for
 * the clock that it is handed; runs on the engine's workers, knows no consumer, no producer and no
 * transaction.
 *
 * <p>Receives records from {@code verdict.scoring.engine} and returns it what to send; lends {@code
 * verdict.scoring.shadow} its {@code Examiner} and its events. Imports {@code verdict.wire}, {@code
 * verdict.decision} and Kafka's record types.
 */
@NullMarked
package verdict.scoring.evaluate;

import org.jspecify.annotations.NullMarked;

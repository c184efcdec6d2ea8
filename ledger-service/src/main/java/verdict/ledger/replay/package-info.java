/**
 * Sends letters' original bytes to the replay topic. It only writes Kafka (and a note for people in
 * {@code ops.replays}); the ledger learns of a replay from the topic.
 *
 * <p>Receives letters from {@code verdict.ledger.letters}; hands records to the scoring service
 * through {@code loan.applications.replay}.
 */
@NullMarked
package verdict.ledger.replay;

import org.jspecify.annotations.NullMarked;

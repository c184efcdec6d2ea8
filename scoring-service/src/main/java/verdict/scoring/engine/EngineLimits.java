package verdict.scoring.engine;

import java.time.Duration;

/**
 * The engine's bounds.
 *
 * @param workers threads that decide
 * @param inFlightRecords most records polled and not yet sent
 * @param inFlightBytes most bytes of them
 * @param commitInterval longest time that a transaction stays open under load
 * @param transactionRecords most outputs of one transaction
 * @param floodLetters most letters of one cause among twice as many outcomes
 * @param deadline longest time that the decision of one record may take, in two attempts
 * @param drain longest time that a shutdown waits for what is in flight
 */
public record EngineLimits(
    int workers,
    int inFlightRecords,
    long inFlightBytes,
    Duration commitInterval,
    int transactionRecords,
    int floodLetters,
    Duration deadline,
    Duration drain) {}

package verdict.ingest.publish;

import java.time.Duration;

/**
 * The publisher's bounds.
 *
 * @param inFlight records handed over and not answered yet, at most
 * @param inFlightBytes their encoded values together, at most
 * @param acknowledgement how long a record may wait for its acknowledgement
 * @param drain how long {@code close} waits for records that are still under way
 */
public record PublishLimits(
    int inFlight, long inFlightBytes, Duration acknowledgement, Duration drain) {}

package verdict.ingest.lookup;

import java.time.Duration;

/**
 * The lookup's bounds.
 *
 * @param poolSize connections, and threads that use them
 * @param queue lookups that wait for a thread, at most
 * @param waiting longest wait for a thread, and then for a connection
 * @param statement longest wait for the database's answer
 * @param maxLifetime age at which a connection is replaced
 * @param leakThreshold a connection in use for longer is reported
 */
public record LookupLimits(
    int poolSize,
    int queue,
    Duration waiting,
    Duration statement,
    Duration maxLifetime,
    Duration leakThreshold) {}

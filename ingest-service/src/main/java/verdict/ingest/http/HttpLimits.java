package verdict.ingest.http;

import java.time.Duration;

/**
 * The HTTP face's bounds.
 *
 * @param connections open connections, at most; further ones are closed at once
 * @param openRequests requests being answered, at most
 * @param openBytes bytes of bodies held by them, at most
 * @param header longest time from a request's first byte to the end of its headers
 * @param body longest time for the whole body of one application
 * @param idle a connection without a request is closed after this
 * @param batchWindow lines of one batch that are under way at the same time
 * @param batchIdle a batch in which no line moves for this long is ended
 * @param batchPatience how long a batch's line waits for a bound before it is refused
 * @param drain how long {@code close} waits for requests being answered
 */
public record HttpLimits(
    int connections,
    int openRequests,
    long openBytes,
    Duration header,
    Duration body,
    Duration idle,
    int batchWindow,
    Duration batchIdle,
    Duration batchPatience,
    Duration drain) {}

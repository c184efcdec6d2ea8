/**
 * The HTTP face: reads requests within bounds, answers with JSON or a problem document.
 *
 * <p>Receives requests from lenders' systems; hands bodies to {@code verdict.ingest.parse},
 * applications to {@code verdict.ingest.publish}, ids to {@code verdict.ingest.lookup}. Imports
 * those, {@code verdict.ingest.bound}, {@code verdict.kit}'s exceptions and trace context,
 * OpenTelemetry's API, Reactor Netty and Jackson; nothing here knows Kafka or JDBC. Nothing here
 * blocks.
 */
@NullMarked
package verdict.ingest.http;

import org.jspecify.annotations.NullMarked;

/**
 * The only package that knows Reactor Kafka: applications go in, each gets exactly one answer.
 *
 * <p>Receives applications from {@code verdict.ingest.http}; hands records to {@code
 * loan.applications}. Uses Reactor Kafka's sender only (its receiver and its transactions were made
 * for clients that no longer exist). Imports {@code verdict.wire}, {@code verdict.kit}'s
 * exceptions, {@code verdict.ingest.bound}, Reactor, Kafka's clients.
 */
@NullMarked
package verdict.ingest.publish;

import org.jspecify.annotations.NullMarked;

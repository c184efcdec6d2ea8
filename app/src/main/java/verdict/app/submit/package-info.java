/**
 * Sends applications in, as a producer would: over HTTP with patience, or straight to Kafka.
 *
 * <p>Receives from {@code verdict.app.sample}; hands to the ingest service and to {@code
 * loan.applications}.
 */
@NullMarked
package verdict.app.submit;

import org.jspecify.annotations.NullMarked;

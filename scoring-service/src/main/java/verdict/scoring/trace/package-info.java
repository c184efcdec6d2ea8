/**
 * Spans around evaluations. There only if traces are on: without them the engine runs the
 * evaluation itself.
 *
 * <p>Receives records from {@code verdict.scoring.engine}, hands them to {@code
 * verdict.scoring.evaluate} and puts the span's context on what comes back. Imports OpenTelemetry's
 * API, {@code verdict.kit.traces}, {@code verdict.wire} and Kafka's record types.
 */
@NullMarked
package verdict.scoring.trace;

import org.jspecify.annotations.NullMarked;

/**
 * Traces: reading and writing {@code traceparent}, and the way of spans to a collector, if one is
 * configured.
 *
 * <p>Services receive a tracer from {@link verdict.kit.traces.Traces} and make their own spans with
 * it; finished ones go to the collector over OTLP/HTTP, in the background. Imports OpenTelemetry,
 * Micrometer and {@code verdict.kit}'s settings. It is the only package that sees OpenTelemetry's
 * SDK: everybody else knows its API alone.
 */
@NullMarked
package verdict.kit.traces;

import org.jspecify.annotations.NullMarked;

/**
 * The ingest service: HTTP in, Kafka out, a receipt back. {@link verdict.ingest.IngestService} is
 * the map of it.
 *
 * <p>Started by {@code verdict.app}. Wires {@code http} → {@code parse} → {@code publish}, and
 * {@code http} → {@code lookup}; these know each other's values only. Imports {@code verdict.wire},
 * {@code verdict.kit} and its own stages.
 */
@NullMarked
package verdict.ingest;

import org.jspecify.annotations.NullMarked;

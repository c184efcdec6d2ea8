/**
 * What the engines are given: encoded applications of a {@code Shape}, all at once or as an open
 * load. Used by the driver in {@code verdict.bench.scoring.run}; the engines' processes make their
 * sample of outputs from the same applications.
 *
 * <p>May import Kafka's producer, {@code verdict.wire}, {@code verdict.bench} and {@code plan}.
 */
@NullMarked
package verdict.bench.scoring.load;

import org.jspecify.annotations.NullMarked;

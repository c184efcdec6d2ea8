/**
 * The driver: starts the broker and the engines as processes of their own, fills topics, watches
 * the engines from outside, and writes down what they reach. Receives a {@code Plan} from {@code
 * verdict.bench.scoring}, talks to {@code WorkerMain} line by line, hands figures to {@code
 * verdict.bench.scoring.report}.
 *
 * <p>May import Kafka's clients, {@code verdict.embedded} for the broker's process, and the other
 * packages of this benchmark. No engine runs in here.
 */
@NullMarked
package verdict.bench.scoring.run;

import org.jspecify.annotations.NullMarked;

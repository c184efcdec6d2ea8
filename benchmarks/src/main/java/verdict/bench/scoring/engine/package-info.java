/**
 * What runs in the process of one engine: our engine, its peers, and the work that all of them do.
 * {@code WorkerMain} receives orders from the driver in {@code verdict.bench.scoring} on its
 * standard input; {@code Clients} holds the settings that make the comparison fair.
 *
 * <p>May import the peers' libraries, {@code verdict.scoring}, {@code verdict.bench.scoring.plan}
 * and {@code load}.
 */
@NullMarked
package verdict.bench.scoring.engine;

import org.jspecify.annotations.NullMarked;

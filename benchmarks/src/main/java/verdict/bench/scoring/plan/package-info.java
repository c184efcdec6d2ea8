/**
 * The words of this benchmark, shared by the driver and the engines' processes: engine, shape,
 * work, cell, and the plan of what is measured. Pure; imports nothing.
 */
@NullMarked
package verdict.bench.scoring.plan;

import org.jspecify.annotations.NullMarked;

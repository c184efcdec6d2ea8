/**
 * {@code bench scoring}: the scoring engine beside its peers. The command reads what is asked for,
 * {@code run} does it, {@code report} says what came of it; {@code plan} has the words, {@code
 * load} the records, {@code engine} what runs in the engines' own processes. docs/performance.md
 * tells what is measured and why so.
 *
 * <p>May import picocli, {@code verdict.kit} and the packages below.
 */
@NullMarked
package verdict.bench.scoring;

import org.jspecify.annotations.NullMarked;

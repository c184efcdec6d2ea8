/**
 * What came of it: figures by round, medians and ratios, targets, tables, files. Pure but for
 * {@code CsvLog}. Receives from {@code verdict.bench.scoring.run}, hands to whoever reads.
 *
 * <p>May import a CSV writer, Jackson and {@code plan}.
 */
@NullMarked
package verdict.bench.scoring.report;

import org.jspecify.annotations.NullMarked;

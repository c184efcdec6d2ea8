/**
 * Benchmarks: {@code Main} receives what {@code ./verdict bench} was told and hands on to {@code
 * decision} (what one decision costs, measured with JMH) or {@code scoring} (the scoring engine
 * beside its peers). Neither knows the other; both take their applications from {@code Applicants}.
 *
 * <p>Nothing imports this module. May import picocli, {@code verdict.kit} and {@code
 * verdict.decision}.
 */
@NullMarked
package verdict.bench;

import org.jspecify.annotations.NullMarked;

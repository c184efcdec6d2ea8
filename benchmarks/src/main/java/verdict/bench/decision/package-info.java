/**
 * What one decision costs: JMH benchmarks of {@code verdict.decision} and its challenger, through
 * their public methods. {@code DecisionCommand} receives JMH's arguments from {@code
 * verdict.bench.Main}, runs with one thread and with two, and prints a table; docs/benchmarks.md
 * has the figures.
 *
 * <p>{@code GermanCredit} makes the bundles that are measured; it is the only class here that knows
 * a bundle's files. May import JMH, picocli, Jackson, {@code verdict.bench} and {@code
 * verdict.decision}.
 */
@NullMarked
package verdict.bench.decision;

import org.jspecify.annotations.NullMarked;

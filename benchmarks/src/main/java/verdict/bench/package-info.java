/**
 * What one decision costs: JMH benchmarks of {@code verdict.decision} and its challenger, through
 * their public methods. {@link verdict.bench.Main} runs them with one thread and with two and
 * prints a table; docs/benchmarks.md has the figures.
 *
 * <p>{@code GermanCredit} makes what is measured; it is the only class here that knows a bundle's
 * files. May import JMH, Jackson and {@code verdict.decision}.
 */
@NullMarked
package verdict.bench;

import org.jspecify.annotations.NullMarked;

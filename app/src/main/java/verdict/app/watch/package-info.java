/**
 * Reads the score and letter topics as an analyst would: committed records only, no consumer group.
 *
 * <p>Hands to the commands. Imports Kafka's consumer, {@code verdict.wire} and CEL for filters.
 */
@NullMarked
package verdict.app.watch;

import org.jspecify.annotations.NullMarked;

/**
 * A bundle over a file, with no Kafka: rows in, one line for each out, by the same code that
 * decides in the scoring service.
 *
 * <p>Used by the command line. Imports {@code verdict.decision}, {@code verdict.app.sample} (what a
 * cell means) and the CSV library; opens no connection.
 */
@NullMarked
package verdict.app.decide;

import org.jspecify.annotations.NullMarked;

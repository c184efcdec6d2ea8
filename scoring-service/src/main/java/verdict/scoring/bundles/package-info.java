/**
 * Which bundles decide: read from a directory, registered once and for all under name and version,
 * exchanged while the service runs.
 *
 * <p>Read {@link verdict.scoring.bundles.LiveBundles}. Hands the bundles in force to {@code
 * verdict.scoring.evaluate}; {@link verdict.scoring.bundles.KafkaBundleRegister} reads and writes
 * {@code loan.bundles}. Imports {@code verdict.decision}, {@code verdict.wire} and Kafka's clients.
 */
@NullMarked
package verdict.scoring.bundles;

import org.jspecify.annotations.NullMarked;

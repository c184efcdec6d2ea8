/**
 * Bundles for people's eyes: a scorecard as a table, two bundles' differences in words. Pure.
 *
 * <p>Receives compiled bundles and their definitions from {@code verdict.decision} through the
 * commands, hands lines and JSON back to them. May import Jackson.
 */
@NullMarked
package verdict.app.bundle;

import org.jspecify.annotations.NullMarked;

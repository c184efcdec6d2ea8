/**
 * Applications to send: drawn from a population's figures or read from a file, some of them broken
 * on purpose.
 *
 * <p>Hands to {@code verdict.app.submit}, {@code verdict.app.decide} and the demo. Imports {@code
 * verdict.wire}, {@code verdict.decision} (for the types of attributes) and Jackson; opens no
 * connection.
 */
@NullMarked
package verdict.app.sample;

import org.jspecify.annotations.NullMarked;

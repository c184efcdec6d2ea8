/** Aggregates for analysts. */
@NullMarked
package verdict.analytics;

import org.jspecify.annotations.NullMarked;

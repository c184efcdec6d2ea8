/**
 * The one shape of a bound: a count that is taken, given back, and never exceeded.
 *
 * <p>Used by every stage of the ingest service; imports nothing.
 */
@NullMarked
package verdict.ingest.bound;

import org.jspecify.annotations.NullMarked;

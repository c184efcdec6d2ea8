/** Consume, decide, emit. */
@NullMarked
package verdict.scoring;

import org.jspecify.annotations.NullMarked;

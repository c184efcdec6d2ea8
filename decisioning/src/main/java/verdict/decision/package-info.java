/** Pure decisions. */
@NullMarked
package verdict.decision;

import org.jspecify.annotations.NullMarked;

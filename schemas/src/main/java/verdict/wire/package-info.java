/** What travels on the topics. */
@NullMarked
package verdict.wire;

import org.jspecify.annotations.NullMarked;

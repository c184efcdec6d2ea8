/** The verdict command. */
@NullMarked
package verdict.app;

import org.jspecify.annotations.NullMarked;

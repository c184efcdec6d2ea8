/** Real servers inside one process. */
@NullMarked
package verdict.embedded;

import org.jspecify.annotations.NullMarked;

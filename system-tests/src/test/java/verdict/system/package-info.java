/** The guarantees, as tests of the whole line against real servers. */
@NullMarked
package verdict.system;

import org.jspecify.annotations.NullMarked;

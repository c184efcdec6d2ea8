/** Servers for tests. */
@NullMarked
package verdict.testkit;

import org.jspecify.annotations.NullMarked;

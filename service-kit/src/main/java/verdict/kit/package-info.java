/** What every service needs. */
@NullMarked
package verdict.kit;

import org.jspecify.annotations.NullMarked;

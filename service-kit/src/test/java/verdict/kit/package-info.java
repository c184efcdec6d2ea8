/** Tests of the kit: no servers but the JDK's own sockets. */
@NullMarked
package verdict.kit;

import org.jspecify.annotations.NullMarked;

@NullMarked
package verdict.kit.traces;

import org.jspecify.annotations.NullMarked;

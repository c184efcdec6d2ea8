/**
 * What is common to all that writes: stdout and files, and the failure to write them, which is
 * another than the failure to read.
 *
 * <p>Used by the command line and by {@code verdict.app.card}. Imports nothing but the JDK.
 */
@NullMarked
package verdict.app.output;

import org.jspecify.annotations.NullMarked;

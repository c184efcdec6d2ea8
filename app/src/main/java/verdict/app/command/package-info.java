/**
 * One class for each command: parses its options, calls one service or library, prints. Results go
 * to stdout, progress and logs to stderr.
 *
 * <p>Receives from the shell; hands to every other package of the app and to the services.
 */
@NullMarked
package verdict.app.command;

import org.jspecify.annotations.NullMarked;

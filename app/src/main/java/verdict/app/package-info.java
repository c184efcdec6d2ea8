/**
 * The {@code verdict} command: every service, the whole line in one process, and the tools of
 * producers, analysts and operators.
 *
 * <p>{@link verdict.app.Main} is the map. Commands stand in {@code verdict.app.command}; what they
 * share is in {@code line} (servers and services in one process), {@code sample} (applications),
 * {@code submit} (sending them), {@code watch} (reading the score and letter topics) and {@code
 * topics}. The only module that knows every service.
 */
@NullMarked
package verdict.app;

import org.jspecify.annotations.NullMarked;

/**
 * Letters as operators see them: groups, lists, one letter with its original bytes, and what became
 * of its replay, or of the value that a pointer stands for.
 *
 * <p>Receives rows from schema {@code view}, copies from schema {@code ops} and bytes from the
 * letter topic; hands them to the command line and to {@code verdict.ledger.replay}. Writes
 * nothing.
 */
@NullMarked
package verdict.ledger.letters;

import org.jspecify.annotations.NullMarked;

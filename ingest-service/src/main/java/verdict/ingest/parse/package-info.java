/**
 * JSON becomes a {@code LoanApplication}, or the full list of what is wrong with it.
 *
 * <p>Receives bodies from {@code verdict.ingest.http} and hands back values. Imports {@code
 * verdict.wire} and Jackson's streaming parser; pure but for the clock that it is given. What is
 * told about a body never quotes it.
 */
@NullMarked
package verdict.ingest.parse;

import org.jspecify.annotations.NullMarked;

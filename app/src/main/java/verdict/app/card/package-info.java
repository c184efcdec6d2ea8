/**
 * Scorecards as other tools print them, turned into the skeleton of a bundle: a table's rows are
 * read ({@code CardRows}), understood as characteristics ({@code CardReader}), made whole ({@code
 * WholePoints}), written as a bundle's files ({@code Skeleton}) and put in place as one ({@code
 * SkeletonDirectory}). What the table does not tell stands in the files as {@link
 * verdict.decision.Bundle#TO_FILL_IN}, which no bundle may hold.
 *
 * <p>Receives a file from the command line and hands back notes and problems. Imports {@code
 * verdict.decision} (intervals, names), the CSV library and Jackson (quoted texts); opens no
 * connection.
 */
@NullMarked
package verdict.app.card;

import org.jspecify.annotations.NullMarked;

package verdict.app.card;

/**
 * One thing that is wrong with a table.
 *
 * @param line counted from 1; of a row over several lines, its first
 * @param message what is wrong and what to do
 */
public record CardProblem(long line, String message) {}

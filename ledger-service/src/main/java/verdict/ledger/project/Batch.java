package verdict.ledger.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of one poll, by table, each in the order of its log. */
final class Batch {

  final List<InputRow> inputs = new ArrayList<>();
  final List<ScoreRow> scores = new ArrayList<>();
  final List<LetterRow> letters = new ArrayList<>();
  final List<ProblemRow> problems = new ArrayList<>();

  int size() {
    return inputs.size() + scores.size() + letters.size() + problems.size();
  }

  /** One statement per table that has rows. */
  void write(Connection connection) throws SQLException {
    InputTable.insert(connection, inputs);
    OutcomeTables.SCORES.insert(connection, "view.scores", scores);
    OutcomeTables.LETTERS.insert(connection, "view.letters", letters);
    OutcomeTables.PROBLEMS.insert(connection, "view.problems", problems);
  }
}

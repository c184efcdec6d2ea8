package verdict.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table, sent as one array per column: a batch is one statement, whatever its size.
 * Immutable.
 *
 * @param <R> what one row is made from
 */
public final class Columns<R> {

  private record Column<R>(String name, String type, Function<R, @Nullable Object> value) {}

  private final List<Column<R>> columns;

  private Columns(List<Column<R>> columns) {
    this.columns = columns;
  }

  /** No column yet. */
  public static <R> Columns<R> none() {
    return new Columns<>(List.of());
  }

  /**
   * One more column.
   *
   * @param type PostgreSQL's name of the type, without brackets
   * @param value gives a UUID, a number, a Boolean, or anything whose text PostgreSQL parses
   */
  public Columns<R> and(String name, String type, Function<R, @Nullable Object> value) {
    List<Column<R>> more = new ArrayList<>(columns);
    more.add(new Column<>(name, type, value));
    return new Columns<>(List.copyOf(more));
  }

  /** The names, joined by commas. */
  public String names() {
    return String.join(", ", columns.stream().map(Column::name).toList());
  }

  /** A table expression with one parameter per column: {@code unnest(?::uuid[], …)}. */
  public String unnest() {
    return "unnest("
        + String.join(", ", columns.stream().map(c -> "?::" + c.type() + "[]").toList())
        + ")";
  }

  /** Binds the rows to the parameters of {@link #unnest()}, which are the statement's first. */
  public void bind(PreparedStatement statement, List<R> rows) throws SQLException {
    Connection connection = statement.getConnection();
    for (int index = 0; index < columns.size(); index++) {
      Column<R> column = columns.get(index);
      @Nullable Object[] values = new @Nullable Object[rows.size()];
      for (int row = 0; row < values.length; row++) {
        values[row] = column.value().apply(rows.get(row));
      }
      statement.setArray(index + 1, connection.createArrayOf(column.type(), values));
    }
  }

  /**
   * Inserts the rows; those whose primary key is there already stay as they are.
   *
   * @return rows inserted
   */
  public int insert(Connection connection, String table, List<R> rows) throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    String sql =
        "insert into %s (%s) select * from %s on conflict do nothing"
            .formatted(table, names(), unnest());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, rows);
      return statement.executeUpdate();
    }
  }
}

package verdict.app.bundle;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells in aligned columns, two blanks between them; the last column is never padded. */
final class TextTable {

  /** Which side of its column a cell stands on. */
  enum Side {
    LEFT,
    RIGHT
  }

  private final List<Side> sides;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(Side... sides) {
    this.sides = List.of(sides);
  }

  void row(String... cells) {
    if (cells.length != sides.size()) {
      throw new IllegalArgumentException(cells.length + " cells in " + sides.size() + " columns");
    }
    rows.add(List.of(cells));
  }

  List<String> lines() {
    int[] widths = new int[sides.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - row.get(i).length());
      line.append(sides.get(i) == Side.RIGHT ? blanks + row.get(i) : row.get(i) + blanks);
      line.append("  ");
    }
    return line.toString().stripTrailing();
  }
}

package verdict.app.card;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A table's rows, one by one: columns found by their names, so that an index before them or others
 * behind do not matter; cells of the right kind. What is wrong is noted, and reading goes on.
 */
final class CardRows {
  /** As many as a bundle may have characteristics, with a hundred bins each. */
  private static final int MAX_ROWS = 100_000;

  /** What a bundle's points may be. */
  private static final BigDecimal MAX_POINTS = BigDecimal.valueOf(1_000_000);

  private final CardFormat format;
  private final CardFormat.Columns columns;
  private final List<CardProblem> problems;
  private final List<Row> rows = new ArrayList<>();
  private final List<BigDecimal> base = new ArrayList<>();
  private final Set<String> unread = new HashSet<>();

  private CardRows(CardFormat format, List<CardProblem> problems) {
    this.format = format;
    this.columns = format.columns();
    this.problems = problems;
  }

  /** A bin with the variable that it belongs to. */
  record Row(String variable, Bin bin) {}

  /**
   * A whole table.
   *
   * @param base points of the base row, if the format has one
   * @param unread variables with bins that are not among the rows: what else is wrong with them
   *     cannot be said
   */
  record Table(Optional<BigDecimal> base, List<Row> rows, Set<String> unread) {}

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   */
  static Table read(CardFormat format, Path file, List<CardProblem> problems) throws IOException {
    CardRows table = new CardRows(format, problems);
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .detectBomHeader(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(file)) {
      table.read(reader.iterator());
    }
    return new Table(table.base.stream().findFirst(), table.rows, table.unread);
  }

  private void read(Iterator<CsvRecord> records) {
    if (!records.hasNext()) {
      problems.add(new CardProblem(1, "the file is empty: it needs a header line"));
      return;
    }
    List<String> header = records.next().getFields();
    if (!checkHeader(header)) {
      return;
    }
    int count = 0;
    while (records.hasNext()) {
      CsvRecord found = records.next();
      if (++count > MAX_ROWS) {
        problem(found, "more than " + MAX_ROWS + " rows: is it the table of points?");
        return;
      }
      if (found.getFieldCount() != header.size()) {
        problem(
            found,
            "the row has %d cells, the first line %d"
                .formatted(found.getFieldCount(), header.size()));
        unread.addAll(found.getFields());
      } else {
        row(found, header);
      }
    }
    if (count == 0) {
      problems.add(new CardProblem(1, "no bins: a header line is all there is"));
    }
    if (!columns.base().isEmpty() && base.size() != 1) {
      problems.add(
          new CardProblem(
              1, "%d rows for %s: there must be one".formatted(base.size(), columns.base())));
    }
  }

  private boolean checkHeader(List<String> header) {
    int before = problems.size();
    Stream.of(columns.variable(), columns.bin(), columns.points())
        .filter(name -> !header.contains(name))
        .forEach(
            name ->
                problems.add(
                    new CardProblem(
                        1,
                        "the first line has no column %s, as the tables of %s have"
                            .formatted(name, format.library()))));
    Stream.of(columns.variable(), columns.bin(), columns.points(), columns.count())
        .filter(name -> !name.isEmpty()) // as an index without a name is, once or twice
        .filter(name -> header.indexOf(name) != header.lastIndexOf(name))
        .forEach(
            name ->
                problems.add(
                    new CardProblem(1, "the first line has the column " + name + " twice")));
    return problems.size() == before;
  }

  private void row(CsvRecord found, List<String> header) {
    String variable = found.getField(header.indexOf(columns.variable()));
    String bin = found.getField(header.indexOf(columns.bin()));
    BigDecimal points = points(found, found.getField(header.indexOf(columns.points())));
    Optional<BigDecimal> count =
        !columns.count().isEmpty() && header.contains(columns.count())
            ? count(found, found.getField(header.indexOf(columns.count())))
            : Optional.empty();
    if (variable.isBlank()) {
      problem(found, "no variable: which one does the bin belong to?");
    }
    if ((variable + bin).chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
      problem(found, "a control character in variable or bin: remove it");
    }
    if (variable.equals(columns.base())) {
      base.add(points);
      return;
    }
    parts(found, bin)
        .ifPresentOrElse(
            parts ->
                rows.add(
                    new Row(
                        variable, new Bin(found.getStartingLineNumber(), parts, points, count))),
            () -> unread.add(variable));
  }

  private Optional<List<Part>> parts(CsvRecord found, String bin) {
    if (bin.isBlank()) {
      problem(found, "no bin: which values get these points?");
      return Optional.empty();
    }
    return switch (format.label(bin)) {
      case Label.Read(List<Part> parts) -> Optional.of(parts);
      case Label.Unreadable(String why) -> {
        problem(found, why);
        yield Optional.empty();
      }
    };
  }

  private BigDecimal points(CsvRecord found, String cell) {
    Optional<BigDecimal> points =
        PrintedNumber.read(cell.strip()).filter(number -> number.abs().compareTo(MAX_POINTS) <= 0);
    if (points.isEmpty()) {
      problem(
          found,
          "points must be a number from -%s to %s, not '%s'"
              .formatted(MAX_POINTS, MAX_POINTS, cell));
    }
    return points.orElse(BigDecimal.ZERO);
  }

  private Optional<BigDecimal> count(CsvRecord found, String cell) {
    Optional<BigDecimal> count =
        PrintedNumber.read(cell.strip()).filter(number -> number.signum() >= 0);
    if (count.isEmpty()) {
      problem(found, "a count must be a number and not below 0, not '%s'".formatted(cell));
    }
    return count;
  }

  private void problem(CsvRecord found, String what) {
    problems.add(new CardProblem(found.getStartingLineNumber(), what));
  }
}

package verdict.app.card;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import verdict.app.card.Card.Characteristic;
import verdict.app.card.Card.Kind;
import verdict.app.card.CardRows.Row;
import verdict.app.card.Part.Category;
import verdict.app.card.Part.Codes;
import verdict.app.card.Part.Missing;
import verdict.app.card.Part.Numbers;
import verdict.decision.Interval;

/** Understands a table's rows as characteristics; notes what does not fit together. */
final class CardReader {
  private static final Set<String> TRUTHS = Set.of("True", "False");

  private final CardFormat format;
  private final List<CardProblem> problems;
  private final List<String> notes;
  private int specialsLeftOut;

  /**
   * @param notes gets what was decided on the way and the modeller should know
   */
  CardReader(CardFormat format, List<CardProblem> problems, List<String> notes) {
    this.format = format;
    this.problems = problems;
    this.notes = notes;
  }

  Card read(CardRows.Table table) {
    Map<String, List<Bin>> variables = new LinkedHashMap<>();
    for (Row row : table.rows()) {
      variables.computeIfAbsent(row.variable(), name -> new ArrayList<>()).add(row.bin());
    }
    List<Characteristic> characteristics = new ArrayList<>();
    Map<String, String> columns = new HashMap<>();
    variables.forEach(
        (column, bins) -> {
          String input = InputName.of(column);
          if (!input.equals(column)) {
            notes.add("'%s' is called %s in the bundle".formatted(column, input));
          }
          String other = columns.put(input, column);
          if (other != null) {
            problem(
                bins.getFirst(),
                "'%s' and '%s' would both be called %s: rename one"
                    .formatted(other, column, input));
          }
          if (!table.unread().contains(column)) {
            characteristic(column, input, bins).ifPresent(characteristics::add);
          }
        });
    if (specialsLeftOut > 0) {
      notes.add(
          "%d empty bins of special values left out: the sample had none"
              .formatted(specialsLeftOut));
    }
    List<String> unmissed =
        characteristics.stream()
            .filter(found -> found.missing().isEmpty() && !InputName.isEnvelopeField(found.input()))
            .map(Characteristic::input)
            .toList();
    if (!unmissed.isEmpty()) {
      notes.add(
          "no points for a missing %s: declared as required, an application without is refused"
              .formatted(String.join(", ", unmissed)));
    }
    return new Card(base(table, variables), characteristics);
  }

  /** Lowest points of 0 everywhere are an intercept-based card, whose intercept is in no table. */
  private Optional<BigDecimal> base(CardRows.Table table, Map<String, List<Bin>> variables) {
    if (!format.columns().base().isEmpty()) {
      return table.base();
    }
    boolean intercept =
        variables.values().stream()
            .allMatch(
                bins ->
                    bins.stream().map(Bin::points).min(BigDecimal::compareTo).orElseThrow().signum()
                        == 0);
    if (intercept) {
      notes.add(
          "every variable's lowest points are 0, so the scorecard is intercept-based: basePoints is the scorecard's intercept_, which the table does not tell");
      return Optional.empty();
    }
    return Optional.of(BigDecimal.ZERO);
  }

  private Optional<Characteristic> characteristic(String column, String input, List<Bin> rows) {
    int before = problems.size();
    List<Bin> missing = new ArrayList<>();
    List<Bin> codes = new ArrayList<>();
    List<Bin> others = new ArrayList<>();
    for (Bin row : rows) {
      if (row.holds(Missing.class)) {
        missing.add(row);
      }
      List<Part> rest = row.parts().stream().filter(part -> !(part instanceof Missing)).toList();
      if (row.holds(Codes.class)) {
        special(row, codes);
      } else if (!rest.isEmpty()) {
        others.add(row.with(rest));
      }
    }
    if (missing.size() > 1) {
      problem(missing.get(1), "a second bin for a missing '%s'".formatted(column));
    }
    if (others.isEmpty()) {
      problem(rows.getFirst(), "no bin of '%s' holds a value".formatted(column));
      return Optional.empty();
    }
    Kind kind = kind(others);
    List<Bin> bins = kind == Kind.NUMBER ? numbers(column, others) : groups(column, others);
    if (problems.size() > before) {
      return Optional.empty();
    }
    List<Bin> all = new ArrayList<>(bins);
    all.addAll(codes);
    return Optional.of(new Characteristic(column, input, kind, all, missing(input, missing)));
  }

  private Optional<Bin> missing(String input, List<Bin> found) {
    if (InputName.isEnvelopeField(input) && !found.isEmpty()) {
      notes.add(input + " is never missing: its bin for that is left out");
      return Optional.empty();
    }
    return found.stream().findFirst();
  }

  /** Every table of optbinning has this bin; only a count tells that nothing was ever in it. */
  private void special(Bin row, List<Bin> codes) {
    if (row.count().filter(count -> count.signum() == 0).isPresent()) {
      specialsLeftOut++;
    } else {
      codes.add(row);
    }
  }

  private static Kind kind(List<Bin> bins) {
    if (bins.stream().anyMatch(bin -> bin.holds(Numbers.class))) {
      return Kind.NUMBER;
    }
    boolean truths =
        bins.stream()
            .flatMap(bin -> Characteristic.categories(bin).stream())
            .allMatch(TRUTHS::contains);
    return truths ? Kind.TRUTH : Kind.TEXT;
  }

  private List<Bin> groups(String column, List<Bin> bins) {
    Map<String, Long> lines = new HashMap<>();
    for (Bin bin : bins) {
      for (String value : Characteristic.categories(bin)) {
        Long first = lines.putIfAbsent(value, bin.line());
        if (first != null) {
          problem(
              bin,
              "'%s' is twice among the values of '%s', first in line %d"
                  .formatted(value, column, first));
        }
      }
    }
    return bins;
  }

  private List<Bin> numbers(String column, List<Bin> bins) {
    int before = problems.size();
    List<Bin> single = new ArrayList<>();
    for (Bin bin : bins) {
      for (Part part : bin.parts()) {
        if (part instanceof Category(String value)) {
          PrintedNumber.read(value)
              .ifPresentOrElse(
                  number -> single.add(bin.with(List.of(new Numbers(only(number))))),
                  () ->
                      problem(
                          bin,
                          "'%s' stands among the intervals of '%s', and is none"
                              .formatted(value, column)));
        } else {
          single.add(bin.with(List.of(part)));
        }
      }
    }
    return problems.size() > before ? List.of() : new NumberBins(problems).inOrder(single);
  }

  private static Interval only(BigDecimal number) {
    return new Interval(Optional.of(number), true, Optional.of(number), true);
  }

  private void problem(Bin bin, String what) {
    problems.add(new CardProblem(bin.line(), what));
  }
}

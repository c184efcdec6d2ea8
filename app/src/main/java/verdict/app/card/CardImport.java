package verdict.app.card;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import verdict.kit.ConfigurationException;

/** Makes the skeleton of a bundle from a scorecard that another tool printed. */
public final class CardImport {

  private CardImport() {}

  /** What came of it. */
  public sealed interface Outcome {

    /**
     * The skeleton is there.
     *
     * @param characteristics how many
     * @param bins how many, those for missing values included
     * @param notes what was decided on the way, and may not be what the modeller meant
     */
    record Imported(int characteristics, int bins, List<String> notes) implements Outcome {
      public Imported {
        notes = List.copyOf(notes);
      }
    }

    /** Nothing was written: this is wrong with the table, by line. */
    record Refused(List<CardProblem> problems) implements Outcome {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * Reads a table and writes the skeleton.
   *
   * @param round whether points may be rounded
   * @param directory not there yet, or empty
   * @throws IOException if the table cannot be read or the directory not be written
   * @throws ConfigurationException if the directory is not free
   */
  public static Outcome run(CardFormat format, Path table, boolean round, Path directory)
      throws IOException {
    SkeletonDirectory.requireFree(directory);
    List<CardProblem> problems = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    CardRows.Table rows = CardRows.read(format, table, problems);
    Card card = new CardReader(format, problems, notes).read(rows);
    List<Bin> bins = rows.rows().stream().map(CardRows.Row::bin).toList();
    WholePoints.problem(format, card, bins)
        .ifPresent(
            problem -> {
              if (round) {
                notes.add("points were rounded, which " + WholePoints.effect(card));
              } else {
                problems.add(problem);
              }
            });
    if (!problems.isEmpty()) {
      return new Outcome.Refused(
          problems.stream().sorted(Comparator.comparingLong(CardProblem::line)).toList());
    }
    String name = String.valueOf(table.getFileName());
    SkeletonDirectory.write(directory, Skeleton.files(format, name, WholePoints.round(card)));
    printedEdges(format, card).forEach(notes::add);
    return new Outcome.Imported(
        card.characteristics().size(),
        (int) card.characteristics().stream().flatMap(Card.Characteristic::all).count(),
        notes);
  }

  /** optbinning rounds edges for print; what lies between is scored otherwise than it does. */
  private static Stream<String> printedEdges(CardFormat format, Card card) {
    boolean edges =
        card.characteristics().stream()
            .anyMatch(found -> found.kind() == Card.Kind.NUMBER && found.bins().size() > 1);
    return format == CardFormat.OPTBINNING && edges
        ? Stream.of(
            "edges are as printed, rounded to fit(…, show_digits=2) decimals: numbers closer to an edge may fall on its other side; show_digits=8 prints more")
        : Stream.empty();
  }
}

package verdict.app.card;

import static verdict.app.card.PrintedNumber.plain;
import static verdict.decision.Bundle.TO_FILL_IN;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import verdict.app.card.Card.Characteristic;
import verdict.app.card.Card.Kind;
import verdict.decision.Interval;

/**
 * A bundle's files with all that a card tells, and a mark for all that it does not. Written as
 * text: what people go on writing in wants comments and short lines, which emitters do not give.
 */
final class Skeleton {
  /** What YAML takes for text without quotes, whatever else it may be. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  private static final Pattern WORDS = Pattern.compile("(?i)true|false|null|todo");

  private final CardFormat format;
  private final String table;
  private final Card card;

  private Skeleton(CardFormat format, String table, Card card) {
    this.format = format;
    this.table = table;
    this.card = card;
  }

  /**
   * The files' texts by their names.
   *
   * @param table what the files call the table they are from
   * @param card with whole points
   */
  static Map<String, String> files(CardFormat format, String table, Card card) {
    Skeleton skeleton = new Skeleton(format, table.replaceAll("\\p{Cntrl}", "?"), card);
    SequencedMap<String, String> files = new LinkedHashMap<>();
    files.put("bundle.yaml", skeleton.bundle());
    files.put("policy.yaml", skeleton.policy());
    files.put("scorecard.yaml", skeleton.scorecard());
    files.put("baseline.yaml", skeleton.baseline());
    return files;
  }

  private String bundle() {
    StringBuilder attributes = new StringBuilder();
    card.characteristics().stream()
        .filter(found -> !InputName.isEnvelopeField(found.input()))
        .forEach(found -> attributes.append(attribute(found)));
    return """
        # Imported from %1$s, a table of %2$s. `verdict bundle check` names every %3$s that is left.
        # docs/bundles.md explains every key.
        name: %3$s
        version: %3$s
        product: %3$s
        currency: %3$s

        # What may be asked for, in minor units of the currency and in months.
        amountMinor: {min: %3$s, max: %3$s}
        termMonths: {min: %3$s, max: %3$s}

        governance:
          owner: %3$s
          purpose: %3$s
          approvedBy: %3$s
          validUntil: %3$s
          trainingDataSha256: %3$s

        # Numbers are declared as double, which takes whole ones, too.
        attributes:%4$s

        cutoffs: {approveAtOrAbove: %3$s, referAtOrAbove: %3$s}
        reasonBaseline: population
        """
        .formatted(
            table, format.library(), TO_FILL_IN, attributes.isEmpty() ? " {}" : "\n" + attributes)
        .replaceAll("\n{3,}", "\n\n");
  }

  private static String attribute(Characteristic found) {
    StringBuilder text = new StringBuilder("  " + found.input() + ":");
    if (!found.column().equals(found.input())) {
      text.append(" # ").append(found.column().replace('\n', ' '));
    }
    text.append("\n    type: ").append(type(found.kind())).append('\n');
    if (found.missing().isEmpty()) {
      text.append("    required: true\n");
    }
    if (found.kind() == Kind.TEXT) {
      List<String> values =
          new ArrayList<>(found.categories().stream().map(Skeleton::text).toList());
      if (found.bins().stream().anyMatch(bin -> bin.holds(Part.Codes.class))) {
        values.add(TO_FILL_IN);
      }
      text.append("    values: [").append(String.join(", ", values)).append("]\n");
    }
    return text.toString();
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case NUMBER -> "double";
      case TEXT -> "string";
      case TRUTH -> "boolean";
    };
  }

  private String policy() {
    return """
        # Knock-out rules in CEL. The table has none; docs/bundles.md shows how to write them.
        rules: []
        """;
  }

  private String scorecard() {
    StringBuilder text =
        new StringBuilder(
            """
            # Imported from %1$s, a table of %2$s.
            basePoints: %3$s
            # In %2$s: %4$s.
            scaling: {pdo: %5$s, baseScore: %5$s, baseOdds: %5$s}

            characteristics:
            """
                .formatted(
                    table,
                    format.library(),
                    card.base().map(PrintedNumber::plain).orElse(TO_FILL_IN),
                    format.scaling(),
                    TO_FILL_IN));
    int number = 0;
    for (Characteristic found : card.characteristics()) {
      number++;
      text.append("  - name: ").append(text(found.input())).append('\n');
      text.append("    reasonCode: C").append(number).append('\n');
      text.append("    reasonText: ").append(TO_FILL_IN).append('\n');
      text.append("    baselinePoints: ").append(mean(found)).append('\n');
      text.append("    bins:\n");
      found.bins().forEach(bin -> text.append(bin(found.kind(), bin)));
      found
          .missing()
          .ifPresent(
              bin -> text.append("    missing: {points: %s}\n".formatted(plain(bin.points()))));
      text.append('\n');
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static String mean(Characteristic found) {
    return Shares.of(found).map(shares -> plain(shares.meanPoints(found))).orElse(TO_FILL_IN);
  }

  private static String bin(Kind kind, Bin bin) {
    String points = "points: " + plain(bin.points());
    if (bin.parts().getFirst() instanceof Part.Codes(String label)) {
      return "      # %s: say which values these are; bins of numbers ascend and do not overlap.\n      - {%s, %s}\n"
          .formatted(
              label.replace('\n', ' '),
              kind == Kind.NUMBER
                  ? "from: " + TO_FILL_IN + ", upTo: " + TO_FILL_IN
                  : "values: [" + TO_FILL_IN + "]",
              points);
    }
    Optional<Interval> numbers = Characteristic.numbers(bin);
    List<String> keys = new ArrayList<>();
    numbers.ifPresent(interval -> keys.addAll(edges(interval)));
    if (numbers.isEmpty()) {
      keys.add(
          "values: ["
              + String.join(
                  ", ",
                  Characteristic.categories(bin).stream().map(value -> value(kind, value)).toList())
              + "]");
    }
    keys.add(points);
    return "      - {" + String.join(", ", keys) + "}\n";
  }

  private static List<String> edges(Interval interval) {
    List<String> keys = new ArrayList<>();
    interval
        .lower()
        .ifPresent(
            edge -> keys.add((interval.lowerIncluded() ? "from: " : "above: ") + plain(edge)));
    interval
        .upper()
        .ifPresent(
            edge -> keys.add((interval.upperIncluded() ? "upTo: " : "below: ") + plain(edge)));
    return keys;
  }

  private String baseline() {
    StringBuilder text =
        new StringBuilder(
            """
            # How the development sample spread, as shares that add up to 1.
            characteristics:
            """);
    for (Characteristic found : card.characteristics()) {
      Optional<Shares> shares = Shares.of(found);
      List<String> bins =
          shares
              .map(known -> known.bins().stream().map(PrintedNumber::plain).toList())
              .orElseGet(() -> found.bins().stream().map(bin -> TO_FILL_IN).toList());
      String missing =
          found
              .missing()
              .map(
                  bin ->
                      ", missing: "
                          + shares
                              .flatMap(Shares::missing)
                              .map(PrintedNumber::plain)
                              .orElse(TO_FILL_IN))
              .orElse("");
      text.append(
          "  %s: {bins: [%s]%s}\n".formatted(found.input(), String.join(", ", bins), missing));
    }
    return text
        + """
        # Bands of scores: `- {below: 580, share: 0.4}`, then `- {from: 580, share: 0.6}`, or more of them.
        scores:
          - {share: %s}
        """
            .formatted(TO_FILL_IN);
  }

  private static String value(Kind kind, String value) {
    return kind == Kind.TRUTH ? value.toLowerCase(Locale.ROOT) : text(value);
  }

  /** A text as YAML; JSON's quotes are YAML's. */
  private static String text(String text) {
    return PLAIN.matcher(text).matches() && !WORDS.matcher(text).matches()
        ? text
        : TextNode.valueOf(text).toString();
  }
}

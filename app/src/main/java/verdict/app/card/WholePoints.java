package verdict.app.card;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import verdict.app.card.Card.Characteristic;

/**
 * Points as a bundle has them: whole. Rounding is never silent, since it moves scores past
 * cut-offs; how far is told before anybody agrees to it. Halves go to the even neighbour, as in
 * Python.
 */
final class WholePoints {
  private static final int SHOWN_LINES = 5;
  private static final int SHOWN_DECIMALS = 2;

  private WholePoints() {}

  /** The points that are not whole, as one problem: they have one cause. */
  static Optional<CardProblem> problem(CardFormat format, Card card, List<Bin> all) {
    List<Long> lines = all.stream().filter(bin -> !whole(bin.points())).map(Bin::line).toList();
    if (lines.isEmpty() && card.base().map(WholePoints::whole).orElse(true)) {
      return Optional.empty();
    }
    String first =
        String.join(", ", lines.stream().limit(SHOWN_LINES).map(String::valueOf).toList());
    return Optional.of(
        new CardProblem(
            lines.stream().findFirst().orElse(1L),
            "points are not whole in %d rows (line %s%s), and a bundle's are: make them so by %s, or give --round, which %s"
                .formatted(
                    lines.size(),
                    first,
                    lines.size() > SHOWN_LINES ? ", …" : "",
                    format.wholePoints(),
                    effect(card))));
  }

  /** What rounding does to a total, at most. */
  static String effect(Card card) {
    BigDecimal moved =
        card.characteristics().stream()
            .map(found -> most(found, bin -> distance(bin.points()), BigDecimal::max))
            .reduce(
                card.base().map(WholePoints::distance).orElse(BigDecimal.ZERO), BigDecimal::add);
    BigDecimal range =
        card.characteristics().stream()
            .map(
                found ->
                    most(found, Bin::points, BigDecimal::max)
                        .subtract(most(found, Bin::points, BigDecimal::min)))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return "moves a score by up to %s points, where scores range over %s"
        .formatted(shown(moved), shown(range));
  }

  static Card round(Card card) {
    return new Card(
        card.base().map(WholePoints::round),
        card.characteristics().stream()
            .map(
                found ->
                    new Characteristic(
                        found.column(),
                        found.input(),
                        found.kind(),
                        found.bins().stream().map(WholePoints::round).toList(),
                        found.missing().map(WholePoints::round)))
            .toList());
  }

  private static Bin round(Bin bin) {
    return new Bin(bin.line(), bin.parts(), round(bin.points()), bin.count());
  }

  private static BigDecimal round(BigDecimal points) {
    return points.setScale(0, RoundingMode.HALF_EVEN);
  }

  private static boolean whole(BigDecimal points) {
    return distance(points).signum() == 0;
  }

  private static BigDecimal distance(BigDecimal points) {
    return points.subtract(round(points)).abs();
  }

  private static BigDecimal most(
      Characteristic found, Function<Bin, BigDecimal> of, BinaryOperator<BigDecimal> choice) {
    return found.all().map(of).reduce(choice).orElse(BigDecimal.ZERO);
  }

  /** Rounded up: it is said to be the most. */
  private static String shown(BigDecimal number) {
    return PrintedNumber.plain(number.setScale(SHOWN_DECIMALS, RoundingMode.UP));
  }
}

package verdict.app.card;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import verdict.app.card.Card.Characteristic;

/**
 * How the development sample spread over one characteristic's bins.
 *
 * @param bins in the characteristic's order
 */
record Shares(List<BigDecimal> bins, Optional<BigDecimal> missing) {
  /** A bundle's shares may miss 1 by 0.001 in all; a thousand bins of these do not. */
  private static final int DECIMALS = 6;

  Shares {
    bins = List.copyOf(bins);
  }

  /** Absent if a bin has no count. */
  static Optional<Shares> of(Characteristic characteristic) {
    List<Optional<BigDecimal>> counts = characteristic.all().map(Bin::count).toList();
    BigDecimal total =
        counts.stream().flatMap(Optional::stream).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (counts.stream().anyMatch(Optional::isEmpty) || total.signum() == 0) {
      return Optional.empty();
    }
    List<BigDecimal> shares = new ArrayList<>();
    counts.stream()
        .flatMap(Optional::stream)
        .forEach(count -> shares.add(count.divide(total, DECIMALS, RoundingMode.HALF_EVEN)));
    int bins = characteristic.bins().size();
    return Optional.of(
        new Shares(
            shares.subList(0, bins), shares.subList(bins, shares.size()).stream().findFirst()));
  }

  /** What the sample got on average. */
  BigDecimal meanPoints(Characteristic characteristic) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < bins.size(); i++) {
      sum = sum.add(bins.get(i).multiply(characteristic.bins().get(i).points()));
    }
    Optional<BigDecimal> unknown =
        missing.flatMap(share -> characteristic.missing().map(bin -> bin.points().multiply(share)));
    return sum.add(unknown.orElse(BigDecimal.ZERO)).setScale(2, RoundingMode.HALF_EVEN);
  }
}

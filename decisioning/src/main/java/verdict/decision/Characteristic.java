package verdict.decision;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One compiled characteristic: which slot it reads, and what each bin gives. */
final class Characteristic {

  /**
   * @param score what is reported of it
   * @param shortfall baseline points minus points, subtracted as decimals: equal shortfalls on
   *     paper are equal here
   */
  record Bin(CharacteristicScore score, double shortfall, String reasonText) {}

  private final int slot;
  private final Binning binning;
  private final Bin[] bins;
  private final Optional<Bin> missing;

  Characteristic(int slot, Binning binning, List<Bin> bins, Optional<Bin> missing) {
    this.slot = slot;
    this.binning = binning;
    this.bins = bins.toArray(Bin[]::new);
    this.missing = missing;
  }

  Bin bin(@Nullable Object[] slots) {
    Object value = slots[slot];
    return value == null ? missing.orElseThrow() : bins[binning.bin(value)];
  }
}

package verdict.decision;

import java.util.Map;
import java.util.OptionalInt;

/** Which bin a value falls into. Every value that passed its attribute's checks falls into one. */
sealed interface Binning {

  /** The bin's index. */
  int bin(Object value);

  /** Whole numbers in ascending stretches, each up to and including its last number. */
  final class Longs implements Binning {
    private final long[] lastOf;
    private final int[] binOf;

    Longs(long[] lastOf, int[] binOf) {
      this.lastOf = lastOf;
      this.binOf = binOf;
    }

    @Override
    public int bin(Object value) {
      long number = (Long) value;
      int stretch = 0;
      while (number > lastOf[stretch]) {
        stretch++;
      }
      return binOf[stretch];
    }
  }

  /** Numbers in ascending stretches, each up to and including its last number. */
  final class Doubles implements Binning {
    private final double[] lastOf;
    private final int[] binOf;

    Doubles(double[] lastOf, int[] binOf) {
      this.lastOf = lastOf;
      this.binOf = binOf;
    }

    @Override
    public int bin(Object value) {
      double number = (Double) value;
      int stretch = 0;
      while (number > lastOf[stretch]) {
        stretch++;
      }
      return binOf[stretch];
    }
  }

  /** Declared texts, each in one group. */
  final class Categories implements Binning {
    private final int[] binOf;

    Categories(int[] binOf) {
      this.binOf = binOf;
    }

    @Override
    public int bin(Object value) {
      return binOf[((Category) value).index()];
    }
  }

  /** Booleans, and texts of which any may come: what is in no group is in the bin for others. */
  final class Values implements Binning {
    private final Map<Object, Integer> bins;
    private final OptionalInt other;

    Values(Map<Object, Integer> bins, OptionalInt other) {
      this.bins = bins;
      this.other = other;
    }

    @Override
    public int bin(Object value) {
      Integer bin = bins.get(value);
      return bin == null ? other.orElseThrow() : bin;
    }
  }
}

package verdict.decision;

import java.util.Map;

/** Which bin a value falls into. Every value that passed its attribute's checks falls into one. */
sealed interface Binning {

  /** The bin's index. */
  int bin(Object value);

  /** Whole numbers by ascending upper edges, each inclusive; one more bin lies above the last. */
  final class Longs implements Binning {
    private final long[] maxInclusive;

    Longs(long[] maxInclusive) {
      this.maxInclusive = maxInclusive;
    }

    @Override
    public int bin(Object value) {
      long number = (Long) value;
      int bin = 0;
      while (bin < maxInclusive.length && number > maxInclusive[bin]) {
        bin++;
      }
      return bin;
    }
  }

  /** Numbers by ascending upper edges, each inclusive; one more bin lies above the last. */
  final class Doubles implements Binning {
    private final double[] maxInclusive;

    Doubles(double[] maxInclusive) {
      this.maxInclusive = maxInclusive;
    }

    @Override
    public int bin(Object value) {
      double number = (Double) value;
      int bin = 0;
      while (bin < maxInclusive.length && number > maxInclusive[bin]) {
        bin++;
      }
      return bin;
    }
  }

  /** Strings or booleans, each in one group. */
  final class Values implements Binning {
    private final Map<Object, Integer> bins;

    Values(Map<Object, Integer> bins) {
      this.bins = Map.copyOf(bins);
    }

    @Override
    public int bin(Object value) {
      Integer bin = bins.get(value);
      if (bin == null) {
        throw new IllegalStateException("the bundle's check let a value through that no bin holds");
      }
      return bin;
    }
  }
}

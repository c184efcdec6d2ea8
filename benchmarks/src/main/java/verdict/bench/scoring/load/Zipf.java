package verdict.bench.scoring.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws ranks from 0 on: the k-th most frequent 1/k as often as the first. Immutable. */
final class Zipf {

  /** Shares added up, rank by rank; the last is 1. */
  private final double[] cumulative;

  Zipf(int ranks) {
    cumulative = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += 1.0 / (rank + 1);
      cumulative[rank] = sum;
    }
    for (int rank = 0; rank < ranks; rank++) {
      cumulative[rank] /= sum;
    }
  }

  int draw(RandomGenerator random) {
    int found = Arrays.binarySearch(cumulative, random.nextDouble());
    return found >= 0 ? found : Math.min(-found - 1, cumulative.length - 1);
  }

  /** The part of all draws that is this rank. */
  double share(int rank) {
    return rank == 0 ? cumulative[0] : cumulative[rank] - cumulative[rank - 1];
  }
}

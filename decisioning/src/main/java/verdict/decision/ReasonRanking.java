package verdict.decision;

import java.util.List;

/**
 * The score's reasons: characteristics by how far their points lie below the baseline, positive
 * differences only, ties in declaration order.
 */
final class ReasonRanking {
  /** More than four is not helpful to the applicant: 12 CFR 1002.9(b)(2), official comment. */
  private static final int MAX_REASONS = 4;

  private ReasonRanking() {}

  static List<Reason> strongest(List<Characteristic.Bin> bins) {
    Characteristic.Bin[] ranked = new Characteristic.Bin[MAX_REASONS];
    int count = 0;
    for (Characteristic.Bin bin : bins) {
      if (bin.shortfall() <= 0) {
        continue;
      }
      int place = count;
      while (place > 0 && ranked[place - 1].shortfall() < bin.shortfall()) {
        place--;
      }
      if (place < MAX_REASONS) {
        count = Math.min(count + 1, MAX_REASONS);
        System.arraycopy(ranked, place, ranked, place + 1, count - 1 - place);
        ranked[place] = bin;
      }
    }
    Reason[] reasons = new Reason[count];
    for (int i = 0; i < count; i++) {
      reasons[i] = new Reason(i + 1, ranked[i].score().reasonCode(), ranked[i].reasonText());
    }
    return List.of(reasons);
  }
}

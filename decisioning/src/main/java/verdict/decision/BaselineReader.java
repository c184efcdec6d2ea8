package verdict.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import verdict.decision.BundleDefinition.Baseline;
import verdict.decision.BundleDefinition.BinShares;
import verdict.decision.BundleDefinition.Characteristic;
import verdict.decision.BundleDefinition.ScoreShare;
import verdict.decision.yaml.YamlNode;

/** Reads {@code baseline.yaml} and checks that it fits the scorecard. */
final class BaselineReader {
  private static final int MAX_SHARES = 1_000;

  /** Shares with four decimals each may miss 1 by this much when they are rounded. */
  private static final BigDecimal TOLERANCE = new BigDecimal("0.001");

  private final Map<String, Optional<Characteristic>> characteristics;
  private final boolean scorecardReadable;
  private final Problems problems;

  /**
   * @param characteristics the scorecard's, by name; empty for a broken one
   */
  BaselineReader(
      Map<String, Optional<Characteristic>> characteristics,
      boolean scorecardReadable,
      Problems problems) {
    this.characteristics = characteristics;
    this.scorecardReadable = scorecardReadable;
    this.problems = problems;
  }

  Baseline read(Fields fields) {
    Map<String, BinShares> shares = new HashMap<>();
    fields
        .value("characteristics")
        .ifPresent(
            value -> {
              for (YamlNode.Entry entry : value.named()) {
                binShares(entry).ifPresent(found -> shares.put(entry.key(), found));
              }
              checkComplete(value, fields.place("characteristics"));
            });
    List<BinShares> ordered =
        characteristics.keySet().stream().filter(shares::containsKey).map(shares::get).toList();
    return new Baseline(ordered, scores(fields));
  }

  private void checkComplete(Value value, Place place) {
    List<String> given = value.named().stream().map(YamlNode.Entry::key).toList();
    for (String name : characteristics.keySet()) {
      if (!given.contains(name)) {
        problems.add(place, "no shares of characteristic '" + name + "': add them");
      }
    }
  }

  private Optional<BinShares> binShares(YamlNode.Entry entry) {
    String name = entry.key();
    Place place = new Place(BundleFile.BASELINE, entry.line());
    if (scorecardReadable && !characteristics.containsKey(name)) {
      problems.add(
          place,
          "unknown characteristic '%s'%s: %s scores no such input; remove it"
              .formatted(
                  name,
                  Nearest.question(name, characteristics.keySet()),
                  BundleFile.SCORECARD.path()));
    }
    Value value = new Value(entry.value(), name, BundleFile.BASELINE, problems);
    return value.fields(Shape.BIN_SHARES).map(fields -> binShares(name, fields));
  }

  private BinShares binShares(String name, Fields fields) {
    int before = problems.count();
    BinShares shares =
        new BinShares(
            name,
            fields.someItems("bins", MAX_SHARES).stream().map(BaselineReader::share).toList(),
            fields.value("missing").map(BaselineReader::share),
            fields.value("other").map(BaselineReader::share));
    if (problems.count() == before) {
      List<BigDecimal> all = new ArrayList<>(shares.bins());
      shares.missing().ifPresent(all::add);
      shares.other().ifPresent(all::add);
      checkSum("the shares of '" + name + "'", all, fields.place());
      characteristics
          .getOrDefault(name, Optional.empty())
          .ifPresent(characteristic -> checkFits(shares, characteristic, fields));
    }
    return shares;
  }

  private void checkFits(BinShares shares, Characteristic characteristic, Fields fields) {
    if (shares.bins().size() != characteristic.bins().size()) {
      problems.add(
          fields.place("bins"),
          "'%s' has %d bins and %d shares: give one share for each bin, in the scorecard's order"
              .formatted(
                  characteristic.name(), characteristic.bins().size(), shares.bins().size()));
    }
    checkSpecial("missing", shares.missing(), characteristic.missing(), fields);
    checkSpecial("other", shares.other(), characteristic.other(), fields);
  }

  private void checkSpecial(
      String bin, Optional<BigDecimal> share, Optional<Integer> points, Fields fields) {
    if (share.isPresent() == points.isPresent()) {
      return;
    }
    problems.add(
        fields.place(bin),
        points.isPresent()
            ? "no share of the bin '"
                + bin
                + "', which the scorecard has: add it, 0 if there was none"
            : "a share of the bin '" + bin + "', which the scorecard does not have: remove it");
  }

  private List<ScoreShare> scores(Fields fields) {
    int before = problems.count();
    List<ScoreShare> scores = new ArrayList<>();
    List<Coverage.Located> intervals = new ArrayList<>();
    for (Value item : fields.someItems("scores", MAX_SHARES)) {
      item.fields(Shape.SCORE_SHARE)
          .ifPresent(
              band -> {
                BigDecimal share =
                    band.value("share").map(BaselineReader::share).orElse(BigDecimal.ZERO);
                scores.add(new ScoreShare(band.interval(), share));
                intervals.add(new Coverage.Located(scores.getLast().interval(), band.place()));
              });
    }
    if (problems.count() == before && !scores.isEmpty()) {
      NumberLine line = NumberLine.WHOLE;
      new Coverage(line, new NumberLine.Span(line.first(), line.last()), problems)
          .check(intervals, fields.place("scores"), false);
      List<BigDecimal> all = scores.stream().map(ScoreShare::share).toList();
      checkSum("the shares of the scores", all, fields.place("scores"));
    }
    return scores;
  }

  private static BigDecimal share(Value value) {
    BigDecimal share = value.number();
    if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
      value.problem("must hold shares from 0 to 1, not " + share.toPlainString());
    }
    return share;
  }

  private void checkSum(String what, List<BigDecimal> shares, Place place) {
    BigDecimal sum = shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.subtract(BigDecimal.ONE).abs().compareTo(TOLERANCE) > 0) {
      problems.add(
          place,
          "%s add up to %s, not to 1: mend them"
              .formatted(what, sum.stripTrailingZeros().toPlainString()));
    }
  }
}

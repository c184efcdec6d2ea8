package verdict.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a bin is printed: {@code (8, 15]} between two edges, {@code free|rent} for a group of values.
 */
final class BinLabels {
  private BinLabels() {}

  static List<String> of(List<BundleDefinition.Bin> bins) {
    List<String> labels = new ArrayList<>();
    String lower = "-inf";
    for (BundleDefinition.Bin bin : bins) {
      switch (bin) {
        case BundleDefinition.NumberBin number -> {
          String upper =
              number
                  .maxInclusive()
                  .map(edge -> edge.stripTrailingZeros().toPlainString())
                  .orElse("+inf");
          labels.add("(" + lower + ", " + upper + (number.maxInclusive().isPresent() ? "]" : ")"));
          lower = upper;
        }
        case BundleDefinition.ValueBin group ->
            labels.add(
                group.values().stream().map(Object::toString).collect(Collectors.joining("|")));
      }
    }
    return labels;
  }
}

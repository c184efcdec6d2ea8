package verdict.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import verdict.decision.BundleDefinition.Bin;
import verdict.decision.BundleDefinition.Characteristic;
import verdict.decision.BundleDefinition.NumberBin;
import verdict.decision.BundleDefinition.ValueBin;

/** Compiles one characteristic's checked bins; the bin for other values, if any, comes last. */
final class BinningCompiler {
  private final Characteristic definition;
  private final OptionalInt other;

  BinningCompiler(Characteristic definition) {
    this.definition = definition;
    this.other =
        definition.other().isPresent()
            ? OptionalInt.of(definition.bins().size())
            : OptionalInt.empty();
  }

  Binning compile(BundleDefinition.Attribute input) {
    return switch (input.type()) {
      case LONG, DOUBLE -> numbers(input);
      case STRING -> other.isPresent() ? values() : categories(input.values().orElseThrow());
      case BOOLEAN -> values();
    };
  }

  private Binning values() {
    return new Binning.Values(bins(), other);
  }

  /** Without a bin for others, every declared text is in a group. */
  private Binning categories(List<String> declared) {
    Map<Object, Integer> bins = bins();
    return new Binning.Categories(
        declared.stream().mapToInt(value -> Objects.requireNonNull(bins.get(value))).toArray());
  }

  private Map<Object, Integer> bins() {
    Map<Object, Integer> binOf = new HashMap<>();
    for (int i = 0; i < definition.bins().size(); i++) {
      if (definition.bins().get(i) instanceof ValueBin group) {
        for (Object value : group.values()) {
          binOf.put(value, i);
        }
      }
    }
    return binOf;
  }

  /** Stretches of the number line from end to end, each with its bin. */
  private Binning numbers(BundleDefinition.Attribute input) {
    NumberLine line = Inputs.line(input);
    List<BigDecimal> lastOf = new ArrayList<>();
    List<Integer> binOf = new ArrayList<>();
    BigDecimal next = line.first();
    for (int i = 0; i < definition.bins().size(); i++) {
      NumberLine.Span span = span(definition.bins().get(i), input, line);
      if (other.isPresent() && span.first().compareTo(next) > 0) {
        lastOf.add(line.before(span.first()));
        binOf.add(other.getAsInt());
      }
      lastOf.add(span.last());
      binOf.add(i);
      next = span.last().compareTo(line.last()) < 0 ? line.after(span.last()) : line.last();
    }
    if (other.isPresent() && lastOf.getLast().compareTo(line.last()) < 0) {
      lastOf.add(line.last());
      binOf.add(other.getAsInt());
    }
    int[] bins = binOf.stream().mapToInt(bin -> bin).toArray();
    return line == NumberLine.WHOLE
        ? new Binning.Longs(lastOf.stream().mapToLong(BigDecimal::longValueExact).toArray(), bins)
        : new Binning.Doubles(lastOf.stream().mapToDouble(BigDecimal::doubleValue).toArray(), bins);
  }

  private static NumberLine.Span span(Bin bin, BundleDefinition.Attribute input, NumberLine line) {
    if (!(bin instanceof NumberBin number)) {
      throw new IllegalStateException("the reader let a group of values through for a number");
    }
    return line.span(number.interval()).orElseThrow().within(Inputs.domain(input));
  }
}

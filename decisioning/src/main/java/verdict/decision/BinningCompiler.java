package verdict.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks that one characteristic's bins hold every value once, and compiles them. */
final class BinningCompiler {
  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private final BundleDefinition.Characteristic definition;
  private final Problems problems;
  private final String where;

  BinningCompiler(BundleDefinition.Characteristic definition, Problems problems) {
    this.definition = definition;
    this.problems = problems;
    this.where = definition.path() + ".bins";
  }

  Optional<Binning> compile(Attribute attribute) {
    return switch (attribute.type()) {
      case LONG -> longs();
      case DOUBLE -> doubles();
      case BOOLEAN -> values(Set.of(true, false));
      case STRING -> {
        if (attribute.values().isEmpty()) {
          problems.add(
              where, definition.name() + " declares no values, so bins cannot hold them all");
          yield Optional.empty();
        }
        yield values(Set.copyOf(attribute.values().get()));
      }
    };
  }

  Optional<Binning> longs() {
    Optional<List<BigDecimal>> edges = edges();
    if (edges.isEmpty()) {
      return Optional.empty();
    }
    for (BigDecimal edge : edges.get()) {
      if (edge.stripTrailingZeros().scale() > 0
          || edge.compareTo(MIN_LONG) < 0
          || edge.compareTo(MAX_LONG) > 0) {
        problems.add(
            where, definition.name() + " is a whole number, the edge " + edge + " is none");
        return Optional.empty();
      }
    }
    return Optional.of(
        new Binning.Longs(edges.get().stream().mapToLong(BigDecimal::longValueExact).toArray()));
  }

  private Optional<Binning> doubles() {
    return edges()
        .map(
            edges ->
                new Binning.Doubles(edges.stream().mapToDouble(BigDecimal::doubleValue).toArray()));
  }

  /** The ascending upper edges, without the last bin's, which must be open. */
  private Optional<List<BigDecimal>> edges() {
    List<BundleDefinition.Bin> bins = definition.bins();
    List<BigDecimal> edges = new ArrayList<>();
    boolean sound = true;
    for (int i = 0; i < bins.size(); i++) {
      String bin = where + "[" + i + "]";
      boolean last = i == bins.size() - 1;
      if (!(bins.get(i) instanceof BundleDefinition.NumberBin number)) {
        problems.add(bin, definition.name() + " is a number: give maxInclusive, not values");
        sound = false;
      } else if (number.maxInclusive().isEmpty() != last) {
        problems.add(
            bin,
            last
                ? "the last bin must have no maxInclusive"
                : "only the last bin has no maxInclusive");
        sound = false;
      } else if (!last) {
        BigDecimal edge = number.maxInclusive().orElseThrow();
        if (!edges.isEmpty() && edge.compareTo(edges.getLast()) <= 0) {
          problems.add(bin, "bins must ascend: " + edge + " follows " + edges.getLast());
          sound = false;
        }
        edges.add(edge);
      }
    }
    return sound ? Optional.of(edges) : Optional.empty();
  }

  private Optional<Binning> values(Set<Object> allowed) {
    int before = problems.count();
    Map<Object, Integer> binOf = new HashMap<>();
    for (int i = 0; i < definition.bins().size(); i++) {
      String bin = where + "[" + i + "]";
      if (!(definition.bins().get(i) instanceof BundleDefinition.ValueBin group)) {
        problems.add(bin, definition.name() + " is no number: give values");
        continue;
      }
      for (Object value : group.values()) {
        if (!allowed.contains(value)) {
          problems.add(bin, "value " + value + " is not allowed for " + definition.name());
        } else if (binOf.putIfAbsent(value, i) != null) {
          problems.add(bin, "value " + value + " is in two bins");
        }
      }
    }
    allowed.stream()
        .filter(value -> !binOf.containsKey(value))
        .map(Object::toString)
        .sorted()
        .forEach(value -> problems.add(where, "value " + value + " is in no bin"));
    return problems.count() == before ? Optional.of(new Binning.Values(binOf)) : Optional.empty();
  }
}

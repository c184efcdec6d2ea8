package verdict.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import verdict.decision.BundleDefinition.Attribute;

/**
 * The inputs that rules, characteristics and features may name, as far as {@code bundle.yaml} could
 * be read.
 */
final class Declared {
  private final Map<String, Optional<Attribute>> inputs;
  private final boolean readable;

  private Declared(Map<String, Optional<Attribute>> inputs, boolean readable) {
    this.inputs = inputs;
    this.readable = readable;
  }

  /** Nothing is known, so nothing can be called unknown. */
  static Declared unknown() {
    return new Declared(Map.of(), false);
  }

  /**
   * @param attributes empty for one whose declaration is broken
   */
  static Declared of(
      Optional<Range> amountMinor,
      Optional<Range> termMonths,
      Map<String, Optional<Attribute>> attributes) {
    Map<String, Optional<Attribute>> inputs = new LinkedHashMap<>(attributes);
    inputs.put(
        Inputs.AMOUNT_MINOR,
        amountMinor.map(range -> Inputs.envelopeField(Inputs.AMOUNT_MINOR, range)));
    inputs.put(
        Inputs.TERM_MONTHS,
        termMonths.map(range -> Inputs.envelopeField(Inputs.TERM_MONTHS, range)));
    return new Declared(inputs, true);
  }

  /** Notes a name that is none of them. */
  boolean knows(String name, Place place, Problems problems) {
    if (!readable || inputs.containsKey(name)) {
      return true;
    }
    problems.add(
        place,
        "unknown attribute '%s'%s: declare it under 'attributes' in %s, or name another one"
            .formatted(name, Nearest.question(name, inputs.keySet()), BundleFile.BUNDLE.path()));
    return false;
  }

  /** A sound declaration. */
  Optional<Attribute> find(String name) {
    return inputs.getOrDefault(name, Optional.empty());
  }

  boolean readable() {
    return readable;
  }

  Set<String> names() {
    return inputs.keySet();
  }

  /** Those whose type is not known; rules may name them all the same. */
  List<String> untyped() {
    List<String> untyped = new ArrayList<>();
    inputs.forEach(
        (name, declaration) -> {
          if (declaration.isEmpty()) {
            untyped.add(name);
          }
        });
    return untyped;
  }
}

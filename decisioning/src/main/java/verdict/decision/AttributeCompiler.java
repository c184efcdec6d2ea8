package verdict.decision;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compiles declared attributes. One whose characteristic has a bin for other values is open: a
 * value outside the declared ones is taken, and scored there. Without that bin it is closed.
 */
final class AttributeCompiler {
  private final Set<String> open;

  AttributeCompiler(BundleDefinition.Scorecard scorecard) {
    this.open =
        scorecard.characteristics().stream()
            .filter(characteristic -> characteristic.other().isPresent())
            .map(BundleDefinition.Characteristic::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  List<Attribute> compile(List<BundleDefinition.Attribute> definitions) {
    return definitions.stream()
        .map(
            definition ->
                new Attribute(
                    definition.name(),
                    definition.type(),
                    definition.required(),
                    open.contains(definition.name()) ? new Attribute.Any() : allowed(definition)))
        .toList();
  }

  private static Attribute.Allowed allowed(BundleDefinition.Attribute definition) {
    if (definition.min().isEmpty() && definition.max().isEmpty()) {
      return definition
          .values()
          .<Attribute.Allowed>map(Attribute.Texts::of)
          .orElse(new Attribute.Any());
    }
    NumberLine.Span domain = Inputs.domain(definition);
    return definition.type() == AttributeType.DOUBLE
        ? new Attribute.Doubles(domain.first().doubleValue(), domain.last().doubleValue())
        : new Attribute.Longs(domain.first().longValueExact(), domain.last().longValueExact());
  }
}

package verdict.decision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import verdict.decision.BundleDefinition.Attribute;
import verdict.decision.BundleDefinition.Feature;

/** Reads {@code challenger/features.yaml} and checks it against the inputs and the model. */
final class ChallengerReader {
  private static final int MAX_FEATURES = 10_000;
  private static final int MAX_CATEGORIES = 10_000;
  private static final long MAX_DIVISOR = 1_000_000_000;

  private final Declared declared;
  private final Problems problems;

  ChallengerReader(Declared declared, Problems problems) {
    this.declared = declared;
    this.problems = problems;
  }

  List<Feature> read(Fields fields, Optional<ModelHeader> model) {
    int before = problems.count();
    List<Feature> features = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Value item : fields.someItems("features", MAX_FEATURES)) {
      item.fields(Shape.FEATURE).ifPresent(feature -> features.add(feature(feature, names)));
    }
    if (problems.count() == before) {
      model.ifPresent(header -> checkOrder(features, header, fields.place("features")));
    }
    return features;
  }

  private Feature feature(Fields fields, Set<String> names) {
    String name = fields.text("name");
    if (!name.isEmpty() && !names.add(name)) {
      problems.add(fields.place("name"), "feature '" + name + "' stands twice: remove one");
    }
    String input = fields.optionalText("input").orElse(name);
    Place place = fields.place(fields.value("input").isPresent() ? "input" : "name");
    boolean known = !input.isEmpty() && declared.knows(input, place, problems);
    Optional<Attribute> attribute = known ? declared.find(input) : Optional.empty();
    Feature feature =
        new Feature(
            name,
            input,
            fields.value("divideBy").map(value -> value.positive(MAX_DIVISOR)),
            attribute.flatMap(
                found -> fields.value("categories").map(list -> categories(list, found))));
    attribute.ifPresent(found -> checkEncoding(found, fields));
    return feature;
  }

  private static List<Object> categories(Value list, Attribute attribute) {
    Set<Object> categories = new LinkedHashSet<>();
    for (Value item : list.someItems(MAX_CATEGORIES)) {
      item.item(attribute.type() == AttributeType.BOOLEAN)
          .ifPresent(
              category -> {
                if (!categories.add(category)) {
                  item.problem("holds '" + category + "' twice: a category has one number");
                }
                if (attribute.values().isPresent()
                    && !attribute.values().get().contains(category.toString())) {
                  item.problem(
                      "holds '%s', which is not among the values of '%s'%s"
                          .formatted(
                              category,
                              attribute.name(),
                              Nearest.question(category.toString(), attribute.values().get())));
                }
              });
    }
    return List.copyOf(categories);
  }

  private void checkEncoding(Attribute attribute, Fields fields) {
    boolean categorical =
        switch (attribute.type()) {
          case STRING, BOOLEAN -> true;
          case LONG, DOUBLE -> false;
        };
    if (categorical && fields.value("categories").isEmpty()) {
      problems.add(
          fields.place(),
          "key 'categories' is missing: add the values of '%s' in the order in which the model was trained"
              .formatted(attribute.name()));
    }
    if (!categorical && fields.value("categories").isPresent()) {
      problems.add(
          fields.place("categories"),
          "'%s' is a number and goes to the model as it is: remove 'categories'"
              .formatted(attribute.name()));
    }
    if (categorical && fields.value("divideBy").isPresent()) {
      problems.add(
          fields.place("divideBy"),
          "'%s' is no number: remove 'divideBy'".formatted(attribute.name()));
    }
  }

  private void checkOrder(List<Feature> features, ModelHeader model, Place place) {
    if (features.size() != model.featureNames().size()) {
      problems.add(
          place,
          "%d features, and the model has %d: give each of the model's, in its order"
              .formatted(features.size(), model.featureNames().size()));
      return;
    }
    for (int i = 0; i < features.size(); i++) {
      if (!features.get(i).name().equals(model.featureNames().get(i))) {
        problems.add(
            place,
            "feature %d is '%s', and the model's is '%s': give them in the model's order"
                .formatted(i + 1, features.get(i).name(), model.featureNames().get(i)));
        return;
      }
    }
  }
}

package verdict.bench;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import verdict.decision.Application;
import verdict.decision.Bundle;
import verdict.decision.BundleDefinition;

/** Random applications within what the shipped bundle allows. */
public final class Applicants {
  private static final Instant SUBMITTED = Instant.parse("2026-01-15T10:00:00Z");

  private Applicants() {}

  /** So many that no branch predictor learns them by heart; the same ones every time. */
  public static Application[] draw(int count) {
    List<BundleDefinition.Attribute> attributes =
        Bundle.shipped().definition().terms().attributes();
    Random random = new Random(20260115);
    Application[] applications = new Application[count];
    for (int i = 0; i < count; i++) {
      Map<String, Object> values = new HashMap<>();
      for (BundleDefinition.Attribute attribute : attributes) {
        values.put(attribute.name(), value(attribute, random));
      }
      applications[i] =
          new Application(
              "b-" + i,
              1,
              "german-credit",
              random.nextLong(250, 18_425) * 100,
              "DEM",
              random.nextInt(4, 73),
              SUBMITTED,
              values);
    }
    return applications;
  }

  private static Object value(BundleDefinition.Attribute attribute, Random random) {
    return switch (attribute.type()) {
      case STRING -> {
        List<String> values = attribute.values().orElseThrow();
        yield values.get(random.nextInt(values.size()));
      }
      case BOOLEAN -> random.nextBoolean();
      case LONG, DOUBLE ->
          attribute.name().equals("age_years") ? random.nextLong(19, 76) : random.nextLong(1, 5);
    };
  }
}

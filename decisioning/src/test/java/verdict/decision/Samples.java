package verdict.decision;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A small bundle whose every figure can be checked by hand, and applications for it.
 *
 * <p>Base points 500; {@code grade} a = 10, b = -10, missing -20; {@code income} up to 1000 = -5,
 * above = 5, missing 0; {@code amountMinor} up to 50000 = 20, above = -30. Approve from 520, refer
 * from 500.
 */
final class Samples {
  static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  private Samples() {}

  static Bundle bundle() {
    return BundleText.small().compiled();
  }

  /** The small bundle with this one rule. */
  static Bundle ruled(String outcome, String when) {
    return BundleText.small()
        .policy(rules(rule("R1", outcome, when, "RR1", "Rule one")))
        .compiled();
  }

  static String rules(String... rules) {
    return "rules:\n" + String.join("", rules);
  }

  static String rule(String id, String outcome, String when, String code, String text) {
    return """
          - id: %s
            outcome: %s
            when: "%s"
            reasonCode: %s
            reasonText: %s
        """
        .formatted(id, outcome, when.replace("\"", "\\\""), code, text);
  }

  /** An application with no attribute at all, overridden by name and value in turn. */
  static Application application(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> attributes = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attributes.put((String) Objects.requireNonNull(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return new Application("a-1", 1, "small-loan", 40_000, "EUR", 12, NOON, attributes);
  }

  static Decided decided(Verdict verdict) {
    return switch (verdict) {
      case Decided decided -> decided;
      case Refused refused -> throw new AssertionError("refused: " + refused);
    };
  }

  static Refused refused(Verdict verdict) {
    return switch (verdict) {
      case Refused refused -> refused;
      case Decided decided -> throw new AssertionError("decided: " + decided);
    };
  }
}

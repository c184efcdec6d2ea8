package verdict.decision.challenger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import verdict.decision.Application;

/**
 * A model whose every figure can be checked by hand: the log-odds of bad are the sum of two trees.
 *
 * <p>{@code income} up to 1000: 1, above: -1, missing counts as above; a quarter of the sample lay
 * below, so the average is -0.5. {@code grade} a or c: 0.25, b or missing: -0.75; half each, so the
 * average is -0.25. {@code telephone} was constant in training.
 */
final class SmallModel {
  private SmallModel() {}

  static final List<Feature> FEATURES =
      List.of(
          new Feature.Numeric("income", "income"),
          new Feature.Categorical("grade", "grade", List.of("a", "b", "c")),
          new Feature.Categorical("telephone", "telephone", List.of(false, true)));

  static ChallengerModel model() {
    return ChallengerModel.of(text(), FEATURES);
  }

  static String text() {
    try (InputStream file = SmallModel.class.getResourceAsStream("small.lgb.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An application with these attributes, name and value in turn. */
  static Application application(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> attributes = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attributes.put((String) Objects.requireNonNull(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return new Application(
        "a-1",
        1,
        "small-loan",
        40_000,
        "EUR",
        12,
        Instant.parse("2026-01-15T12:00:00Z"),
        attributes);
  }
}

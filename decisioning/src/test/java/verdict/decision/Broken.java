package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A broken bundle and what must be said of it.
 *
 * @param expected of each problem, in order, where it is and a part of what is said
 */
record Broken(String name, BundleText text, List<Expected> expected) {

  record Expected(String place, String part) {}

  static Broken broken(String name, BundleText text, String... placesAndParts) {
    List<Expected> expected =
        IntStream.range(0, placesAndParts.length / 2)
            .mapToObj(i -> new Expected(placesAndParts[2 * i], placesAndParts[2 * i + 1]))
            .toList();
    return new Broken(name, text, expected);
  }

  void isRefusedAsExpected() {
    List<String> problems = text.problems();
    assertThat(problems).as(problems.toString()).hasSameSizeAs(expected);
    for (int i = 0; i < problems.size(); i++) {
      assertThat(problems.get(i))
          .startsWith(expected.get(i).place() + ": ")
          .contains(expected.get(i).part());
    }
  }

  @Override
  public String toString() {
    return name;
  }
}

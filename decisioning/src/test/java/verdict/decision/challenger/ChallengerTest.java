package verdict.decision.challenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import verdict.decision.Application;
import verdict.decision.challenger.Assessment.Assessed;
import verdict.decision.challenger.Assessment.Obstacle;
import verdict.decision.challenger.Assessment.Unassessed;

class ChallengerTest {
  private final Challenger challenger = SmallModel.model().open();

  @AfterEach
  void close() {
    challenger.close();
  }

  @Test
  void the_probability_is_that_of_the_trees_log_odds() {
    assertProbability(1 + 0.25, application("income", 1000L, "grade", "a"));
    assertProbability(-1 + 0.25, application("income", 1001L, "grade", "c"));
    assertProbability(1 - 0.75, application("income", 12.5, "grade", "b"));
  }

  @Test
  void a_missing_value_takes_the_side_that_the_model_learnt_for_it() {
    assertProbability(-1 + 0.25, application("grade", "a"));
    assertProbability(1 - 0.75, application("income", 10L, "grade", null));
    assertProbability(-1 - 0.75, application());
  }

  @Test
  void features_that_raise_the_risk_are_named_strongest_first() {
    assertThat(riskRaising("income", 10L, "grade", "a"))
        .containsExactly(new RiskFeature("income", 1.5), new RiskFeature("grade", 0.5));
    assertThat(riskRaising("income", 2000L, "grade", "a"))
        .containsExactly(new RiskFeature("grade", 0.5));
    assertThat(riskRaising("income", 2000L, "grade", "b")).isEmpty();
  }

  @Test
  void a_category_that_the_model_never_saw_is_an_outcome() {
    assertThat(challenger.explain(application("grade", "secret")))
        .isEqualTo(
            new Unassessed(
                Obstacle.UNKNOWN_CATEGORY, "grade", "grade has a value that the model never saw"))
        .asString()
        .doesNotContain("secret");
    assertThat(challenger.assess(application("grade", "secret"))).isInstanceOf(Unassessed.class);
  }

  @Test
  void a_value_of_another_type_is_an_outcome() {
    assertObstacle("grade", "grade must be a String", "grade", 1L);
    assertObstacle("telephone", "telephone must be a Boolean", "telephone", "true");
    assertObstacle("income", "income must be a finite number", "income", "12");
    assertObstacle("income", "income must be a finite number", "income", true);
    assertObstacle("income", "income must be a finite number", "income", Double.NaN);
    assertObstacle("income", "income must be a finite number", "income", Double.NEGATIVE_INFINITY);
  }

  @Test
  void an_obstacle_leaves_nothing_behind_for_the_next_application() {
    Assessment before = challenger.explain(application("income", 10L, "grade", "a"));
    assertThat(challenger.explain(application("income", 5000L, "grade", "?")))
        .isInstanceOf(Unassessed.class);
    assertThat(challenger.explain(application("income", 10L, "grade", "a"))).isEqualTo(before);
  }

  @Test
  void envelope_fields_are_features_and_are_divided() {
    List<Feature> features = new ArrayList<>(SmallModel.FEATURES);
    features.set(0, new Feature.Numeric("income", "amountMinor", 40));
    try (Challenger amount = ChallengerModel.of(SmallModel.text(), features).open()) {
      assertThat(amount.assess(application("grade", "a")))
          .isEqualTo(challenger.assess(application("grade", "a", "income", 1000L)));
    }
    features.set(0, new Feature.Numeric("income", "termMonths"));
    try (Challenger term = ChallengerModel.of(SmallModel.text(), features).open()) {
      assertThat(term.assess(application("grade", "a")))
          .isEqualTo(challenger.assess(application("grade", "a", "income", 12L)));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void a_divisor_is_finite_and_above_0(double divisor) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Feature.Numeric("income", "income", divisor));
  }

  @Test
  void categories_are_of_one_kind_and_each_stands_once() {
    for (List<Object> categories :
        List.<List<Object>>of(List.of(), List.of("a", "a"), List.of("a", true), List.of(1L))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Feature.Categorical("grade", "grade", categories));
    }
  }

  @Test
  void once_closed_it_refuses_instead_of_reading_freed_memory() {
    challenger.close();
    challenger.close();
    assertThatIllegalStateException().isThrownBy(() -> challenger.assess(application()));
    assertThatIllegalStateException().isThrownBy(() -> challenger.explain(application()));
  }

  @Test
  void each_thread_with_its_own_challenger_gets_the_same_answers() throws Exception {
    Application application = application("income", 10L, "grade", "a");
    Assessment expected = challenger.explain(application);
    ChallengerModel model = SmallModel.model();
    Callable<List<Assessment>> work =
        () -> {
          List<Assessment> answers = new ArrayList<>();
          try (Challenger own = model.open()) {
            for (int i = 0; i < 1_000; i++) {
              answers.add(own.explain(application));
            }
          }
          return answers;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<List<Assessment>> answers : threads.invokeAll(List.of(work, work, work, work))) {
        assertThat(answers.get()).hasSize(1_000).containsOnly(expected);
      }
    }
  }

  private void assertProbability(double logOdds, Application application) {
    assertThat(assessed(challenger.assess(application)).probabilityOfBad())
        .isCloseTo(1 / (1 + Math.exp(-logOdds)), within(1e-12));
  }

  private void assertObstacle(String feature, String message, Object... namesAndValues) {
    assertThat(challenger.explain(application(namesAndValues)))
        .isEqualTo(new Unassessed(Obstacle.WRONG_TYPE, feature, message));
  }

  private List<RiskFeature> riskRaising(Object... namesAndValues) {
    return assessed(challenger.explain(application(namesAndValues))).riskRaising();
  }

  private static Application application(@Nullable Object... namesAndValues) {
    return SmallModel.application(namesAndValues);
  }

  private static Assessed assessed(Assessment assessment) {
    return switch (assessment) {
      case Assessed assessed -> assessed;
      case Unassessed unassessed -> throw new AssertionError(unassessed.toString());
    };
  }
}

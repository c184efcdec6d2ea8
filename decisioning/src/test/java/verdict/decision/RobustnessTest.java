package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RobustnessTest {
  private static final int THREADS = 4;
  private static final int APPLICATIONS = 2_000;

  private final Bundle bundle =
      Samples.ruled(
          "REFER", "grade != 'a' && (1 / debts > 0 || income < 3.0 || note.matches('x+'))");

  @Test
  void no_application_makes_decide_throw() {
    for (Application application : applications()) {
      ThrowingCallable decide = () -> bundle.decide(application);
      Assertions.assertThatCode(decide).doesNotThrowAnyException();
    }
  }

  @Test
  void many_threads_decide_as_one_does() throws InterruptedException, ExecutionException {
    List<Application> applications = applications();
    List<String> alone = applications.stream().map(this::summary).toList();
    assertThat(alone)
        .anyMatch(text -> text.startsWith("Decided"))
        .anyMatch(text -> text.contains("POLICY_FAILED"));
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      Callable<List<String>> all = () -> applications.stream().map(this::summary).toList();
      for (Future<List<String>> answer : threads.invokeAll(Collections.nCopies(THREADS, all))) {
        assertThat(answer.get()).isEqualTo(alone);
      }
    }
  }

  /** Exceptions compare by identity: a refusal is summed up without its cause. */
  private String summary(Application application) {
    return switch (bundle.decide(application)) {
      case Decided decided -> decided.toString();
      case Refused refused -> refused.refusal() + " " + refused.rule() + " " + refused.message();
    };
  }

  /** Mostly sound ones, so that rules and bins are reached; the seed makes a failure repeatable. */
  private static List<Application> applications() {
    Random random = new Random(7);
    List<@Nullable Object> odd =
        Collections.unmodifiableList(
            Stream.<@Nullable Object>of(
                    null,
                    0L,
                    -1L,
                    Long.MAX_VALUE,
                    Double.NaN,
                    -0.0,
                    "",
                    "\u0000",
                    "\ud800",
                    true,
                    1,
                    'c',
                    Map.of())
                .collect(ArrayList::new, ArrayList::add, ArrayList::addAll));
    Map<String, List<Object>> sound =
        Map.of(
            "grade", List.of("a", "b"),
            "income", List.of(0.0, 1e300, 5L, -7.5),
            "debts", List.of(0L, 1L, Long.MIN_VALUE),
            "employed", List.of(true, false),
            "note", List.of("", "xxx", "\ud83d\ude00"));
    List<Application> applications = new ArrayList<>();
    for (int i = 0; i < APPLICATIONS; i++) {
      Map<String, @Nullable Object> attributes = new HashMap<>();
      sound.forEach(
          (name, values) -> {
            int draw = random.nextInt(20);
            if (draw == 0) {
              attributes.put(name, odd.get(random.nextInt(odd.size())));
            } else if (draw > 3) {
              attributes.put(name, values.get(random.nextInt(values.size())));
            }
          });
      boolean strange = random.nextInt(20) == 0;
      applications.add(
          new Application(
              strange ? "\u0000" : "a-" + i,
              1,
              "small-loan",
              strange ? random.nextLong() : 100 + random.nextInt(90_000),
              "EUR",
              12,
              strange ? Instant.MAX : Samples.NOON,
              attributes));
    }
    return applications;
  }
}

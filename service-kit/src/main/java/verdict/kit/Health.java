package verdict.kit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * The readable state of one service: is it alive, is it ready, and what else an operator wants to
 * see.
 *
 * <p>Thread-safe. Checks and details run on the admin server's threads at every probe: they read
 * what is already known and answer at once; they never call a broker or a database. One that throws
 * counts as not ready.
 */
public final class Health {
  /**
   * The answers of one moment.
   *
   * @param up whether every check was ready
   * @param checks by name, in the order in which they were added
   * @param details by name, in the order in which they were added; any object that Jackson can
   *     write, else its text
   */
  public record Report(
      String service,
      boolean up,
      SequencedMap<String, Readiness> checks,
      SequencedMap<String, Object> details) {}

  private final String service;
  private final SequencedMap<String, Supplier<Readiness>> readiness = new LinkedHashMap<>();
  private final SequencedMap<String, Supplier<Readiness>> liveness = new LinkedHashMap<>();
  private final SequencedMap<String, Supplier<Object>> details = new LinkedHashMap<>();

  /** Ready and alive until checks say otherwise. */
  public Health(String service) {
    this.service = service;
  }

  /** The service's name. */
  public String service() {
    return service;
  }

  /**
   * Adds a check that must be ready for the service to take work; one of the same name is replaced.
   */
  public synchronized void readiness(String name, Supplier<Readiness> check) {
    readiness.put(name, check);
  }

  /** Adds a check that fails only if a restart would help; one of the same name is replaced. */
  public synchronized void liveness(String name, Supplier<Readiness> check) {
    liveness.put(name, check);
  }

  /** Adds a value shown on /readyz; one of the same name is replaced. */
  public synchronized void detail(String name, Supplier<Object> value) {
    details.put(name, value);
  }

  /** Asks every readiness check and every detail now. */
  public Report ready() {
    return report(copy(readiness), copy(details));
  }

  /** Asks every liveness check now; without details. */
  public Report live() {
    return report(copy(liveness), new LinkedHashMap<>());
  }

  // Checks run outside the lock: a slow one must not hold up a service that adds another.
  private synchronized <T> SequencedMap<String, T> copy(Map<String, T> suppliers) {
    return new LinkedHashMap<>(suppliers);
  }

  private Report report(
      SequencedMap<String, Supplier<Readiness>> checks,
      SequencedMap<String, Supplier<Object>> shown) {
    SequencedMap<String, Readiness> answers = new LinkedHashMap<>();
    checks.forEach((name, check) -> answers.put(name, answer(check)));
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    shown.forEach((name, value) -> values.put(name, value(value)));
    boolean up = answers.values().stream().allMatch(Readiness.Ready.class::isInstance);
    return new Report(service, up, answers, values);
  }

  private static Readiness answer(Supplier<Readiness> check) {
    try {
      Readiness answer = check.get();
      return answer == null ? Readiness.notReady("the check gave no answer") : answer;
    } catch (RuntimeException failure) {
      return Readiness.notReady("the check failed: " + failure.getClass().getSimpleName());
    }
  }

  private static Object value(Supplier<Object> value) {
    try {
      Object shown = value.get();
      return shown == null ? "" : shown;
    } catch (RuntimeException failure) {
      return "unavailable: " + failure.getClass().getSimpleName();
    }
  }
}

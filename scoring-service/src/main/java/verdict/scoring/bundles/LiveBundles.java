package verdict.scoring.bundles;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.decision.Bundle;
import verdict.decision.BundleException;
import verdict.decision.BundleShelf;
import verdict.decision.Bundles;

/**
 * The bundles in force, exchanged when a newer version lies in their directory. Whoever took them
 * with {@link #get} finishes with those. What is broken, expired or changed under its old version
 * is refused, and the one in force stays.
 *
 * <p>Thread-safe: one watching thread writes, any thread reads.
 */
public final class LiveBundles implements Supplier<Bundles>, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LiveBundles.class);

  /** How often the directory is looked at; what changed must lie still for as long. */
  private static final Duration LOOK_STEP = Duration.ofSeconds(2);

  private final Succession succession;
  private final Supplier<LocalDate> today;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().name("bundle-watch").daemon(true).unstarted(task));
  private volatile Succession.Step current;
  private volatile Runnable exchanged = () -> {};

  /** The last look failed, and that was said. Confined to the watching thread. */
  private boolean blind;

  /** Those in force that were said to be expired. Confined to the watching thread. */
  private List<String> saidExpired = List.of();

  private LiveBundles(Succession succession, Supplier<LocalDate> today, Succession.Step current) {
    this.succession = succession;
    this.today = today;
    this.current = current;
  }

  /**
   * Puts a directory's bundles in force and watches it; without one, the shipped bundle decides.
   *
   * @param today the day that a bundle must be valid on when it comes into force
   * @throws BundleException listing all that is wrong with any bundle there
   * @throws org.apache.kafka.common.KafkaException if the register cannot be asked
   */
  public static LiveBundles start(
      Optional<Path> directory,
      BundleRegister register,
      Supplier<LocalDate> today,
      MeterRegistry registry) {
    Succession succession = new Succession(register);
    Optional<Footprint> seen = directory.flatMap(Footprint::of);
    Succession.Step first =
        succession.next(Bundles.of(List.of()), BundleShelf.at(directory), today.get());
    if (!first.refusals().isEmpty()) {
      throw new BundleException("bundles", first.refusals());
    }
    LiveBundles live = new LiveBundles(succession, today, first);
    Gauge.builder("verdict.scoring.bundles.refused", () -> live.current.refusals().size())
        .description("Problems of bundles that lie in the directory and do not decide")
        .register(registry);
    Gauge.builder("verdict.scoring.bundles.expired", () -> live.expired().size())
        .description("Bundles that decide past the last day on which they may be used")
        .register(registry);
    live.watch(directory, new Lookout(seen));
    return live;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // look and sayExpired let nothing out
  private void watch(Optional<Path> directory, Lookout lookout) {
    watch.scheduleWithFixedDelay(
        () -> {
          directory.ifPresent(some -> look(some, lookout));
          sayExpired();
        },
        LOOK_STEP.toMillis(),
        LOOK_STEP.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void look(Path directory, Lookout lookout) {
    try {
      if (lookout.settled(Footprint.of(directory))) {
        take(succession.next(current.inForce(), BundleShelf.read(directory), today.get()));
        blind = false;
      }
    } catch (Throwable e) {
      if (watch.isShutdown()) {
        return; // interrupted by close
      }
      // Kafka may be away; and what gets out would end the watch without a word.
      lookout.forget();
      if (!blind) {
        blind = true;
        log.atError().setCause(e).log("could not look for new bundles, looking again");
      }
    }
  }

  private void take(Succession.Step next) {
    List<Bundle> before = current.inForce().all();
    next.inForce().all().stream()
        .filter(bundle -> !before.contains(bundle))
        .forEach(
            bundle ->
                log.atInfo()
                    .addKeyValue("product", bundle.product())
                    .addKeyValue("bundle", bundle.name())
                    .addKeyValue("version", bundle.version())
                    .addKeyValue("hash", bundle.hash())
                    .log("another bundle decides from here on"));
    next.refusals()
        .forEach(
            refusal ->
                log.atWarn()
                    .addKeyValue("problem", refusal)
                    .log("a bundle does not come into force"));
    current = next;
    if (!next.inForce().all().equals(before)) {
      exchanged.run();
    }
  }

  /** Told, by the watching thread, after another bundle came into force. */
  public void onExchange(Runnable told) {
    exchanged = told;
  }

  /** Those in force now. */
  @Override
  public Bundles get() {
    return current.inForce();
  }

  /** What lies in the directory and does not decide, with the reason. */
  public List<String> refusals() {
    return current.refusals();
  }

  /**
   * What decides past its last day: applications that came in are owed a verdict, so it decides on
   * until a newer version replaces it, and says so.
   */
  public List<String> expired() {
    LocalDate day = today.get();
    return current.inForce().all().stream()
        .filter(bundle -> day.isAfter(bundle.validUntil()))
        .map(Succession::expired)
        .toList();
  }

  private void sayExpired() {
    List<String> expired = expired();
    if (!expired.equals(saidExpired)) {
      expired.forEach(
          one -> log.atWarn().addKeyValue("problem", one).log("an expired bundle decides on"));
      saidExpired = expired;
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}

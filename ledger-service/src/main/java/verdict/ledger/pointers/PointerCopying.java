package verdict.ledger.pointers;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.ledger.source.LedgerTopics;
import verdict.ledger.source.LineOffsets;
import verdict.ledger.source.TopicLayout;
import verdict.ledger.store.LedgerDatabase;

/**
 * The one thread that copies what pointer letters stand for into the ledger. It is not the
 * projection's, so that a record which cannot be read holds up nobody. It keeps nothing in memory:
 * what is to do is told by the tables, each value is read, checked and stored on its own, and twice
 * is the same as once. So whatever fails is tried again at the next look, for ever. {@link
 * #trouble()} and {@link #ended()} may be asked from any thread.
 */
public final class PointerCopying implements AutoCloseable {

  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);
  private static final Duration TROUBLE_INTERVAL = Duration.ofSeconds(5);
  private static final Duration STOP_WAIT = Duration.ofSeconds(15);

  private static final Logger log = LoggerFactory.getLogger(PointerCopying.class);

  private final Map<String, Object> kafka;
  private final LedgerTopics topics;
  private final LedgerDatabase database;
  private final LineOffsets offsets;
  private final BooleanSupplier wanted;
  private final PointerMetrics metrics;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<String> trouble = Optional.empty();

  private PointerCopying(
      Map<String, Object> kafka,
      LedgerTopics topics,
      LedgerDatabase database,
      LineOffsets offsets,
      BooleanSupplier wanted,
      MeterRegistry registry) {
    this.kafka = Map.copyOf(kafka);
    this.topics = topics;
    this.database = database;
    this.offsets = offsets;
    this.wanted = wanted;
    this.metrics = new PointerMetrics(registry);
    this.thread = new Thread(this::run, "ledger-pointers");
  }

  /**
   * Starts the thread. {@code database} and {@code offsets} stay the caller's to close, afterwards.
   *
   * @param wanted whether to work now; false on a standby, which saves work and is needed for
   *     nothing else
   */
  public static PointerCopying start(
      Map<String, Object> kafka,
      LedgerTopics topics,
      LedgerDatabase database,
      LineOffsets offsets,
      BooleanSupplier wanted,
      MeterRegistry registry) {
    PointerCopying copying = new PointerCopying(kafka, topics, database, offsets, wanted, registry);
    copying.thread.start();
    return copying;
  }

  /** Why values wait that should have been copied, as of the last look; one line. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** Whether the thread has ended. */
  public boolean ended() {
    return !thread.isAlive();
  }

  private void run() {
    while (!stopping()) {
      Optional<RuntimeException> failure = look();
      if (!stopping()) {
        note(failure);
        pause(failure.isEmpty() ? LOOK_INTERVAL : TROUBLE_INTERVAL);
      }
    }
  }

  /** Goes once over everything that waits; the first failure is the answer. */
  private Optional<RuntimeException> look() {
    try {
      long waiting = wanted.getAsBoolean() ? database.read(PointerValues::waiting) : 0;
      metrics.waiting(waiting);
      return waiting == 0 ? Optional.empty() : copyAll();
    } catch (RuntimeException failure) {
      // Outage or bug alike: the answer is to look again.
      return Optional.of(failure);
    }
  }

  private Optional<RuntimeException> copyAll() {
    Optional<RuntimeException> first = Optional.empty();
    try (SourceFetch fetch = SourceFetch.open(kafka, offsets)) {
      List<PointerLetter> page = page(null);
      while (!page.isEmpty()) {
        TopicLayout inputs = offsets.layout(topics.inputs());
        for (PointerLetter letter : page) {
          Optional<RuntimeException> failure =
              stopping() ? Optional.empty() : copy(fetch, letter, inputs);
          first = first.or(() -> failure);
        }
        page = stopping() ? List.of() : page(page.getLast());
      }
    }
    return first;
  }

  private List<PointerLetter> page(@Nullable PointerLetter after) {
    return database.read(connection -> PointerValues.page(connection, after));
  }

  /** One letter's failure, a partition without a leader for instance, is not the others'. */
  private Optional<RuntimeException> copy(
      SourceFetch fetch, PointerLetter letter, TopicLayout inputs) {
    try {
      Finding finding = fetch.find(letter, inputs);
      if (database.<Boolean>write(
          connection -> PointerValues.settle(connection, letter, finding))) {
        metrics.settled(finding);
        told(letter, finding);
      }
      return Optional.empty();
    } catch (RuntimeException failure) {
      return Optional.of(failure);
    }
  }

  private static void told(PointerLetter letter, Finding finding) {
    switch (finding) {
      case Finding.Found _found -> {}
      case Finding.Missing(Gone why) ->
          log.atWarn()
              .addKeyValue("letter", letter.id())
              .addKeyValue("source", letter.source())
              .addKeyValue("gone", why)
              .log("the value of a pointer letter is gone: " + why.meaning());
    }
  }

  private void note(Optional<RuntimeException> failure) {
    Optional<String> next =
        failure.map(f -> f.getMessage() == null ? f.getClass().getSimpleName() : f.getMessage());
    if (next.isPresent() != trouble.isPresent()) {
      failure.ifPresentOrElse(
          cause ->
              log.atWarn()
                  .addKeyValue("reason", next.orElse(""))
                  .setCause(cause)
                  .log("values of pointer letters wait to be copied; it is tried again by itself"),
          () -> log.atInfo().log("values of pointer letters are copied again"));
    }
    trouble = next;
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }

  private void pause(Duration duration) {
    try {
      boolean unusedStopped = stop.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  /** Ends the thread; a value in hand is copied by the next one. */
  @Override
  public void close() {
    stop.countDown();
    // Kafka may be away: what waits for it need not be waited for.
    thread.interrupt();
    try {
      if (!thread.join(STOP_WAIT)) {
        log.atWarn().log("the copying of pointer letters' values did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

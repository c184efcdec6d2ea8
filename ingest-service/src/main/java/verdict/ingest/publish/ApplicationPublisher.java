package verdict.ingest.publish;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.kafka.sender.SenderResult;
import verdict.wire.Codec;
import verdict.wire.LoanApplication;
import verdict.wire.Topic;

/**
 * Puts applications on {@code loan.applications}, keyed by their id and partitioned by Kafka's
 * standard murmur2. Thread-safe; {@link #publish} never blocks.
 */
public final class ApplicationPublisher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ApplicationPublisher.class);

  /** How often records that ran out of time are looked for: the answer's limit is this exact. */
  private static final Duration SWEEP = Duration.ofMillis(50);

  /** How often the cluster is asked whether it is back, while publishing fails. */
  private static final Duration PROBE = Duration.ofSeconds(1);

  private final Codec<LoanApplication> codec = Codec.applications();
  private final String topic = Topic.APPLICATIONS.topicName();
  private final PublishLimits limits;
  private final LongSupplier ticker;
  private final PendingPublishes pending;
  private final PublishHealth health = new PublishHealth();
  private final SenderLine line;
  private final ApplicationsTopic cluster;
  private final Timer acknowledgements;
  private final ScheduledExecutorService clock = daemon("verdict-ingest-clock");
  private final ScheduledExecutorService prober = daemon("verdict-ingest-probe");

  /**
   * Starts the line to Kafka; whether Kafka is there shows at the first publish.
   *
   * @param kafka client properties; what acceptance rests on is set here and cannot be overridden
   * @param ticker nanoseconds, as {@link System#nanoTime()}
   */
  public ApplicationPublisher(
      Map<String, Object> kafka,
      PublishLimits limits,
      LongSupplier ticker,
      MeterRegistry registry) {
    this.limits = limits;
    this.ticker = ticker;
    this.pending = new PendingPublishes(limits, ticker);
    this.cluster = new ApplicationsTopic(kafka, topic);
    this.line =
        new SenderLine(
            new OneCallbackAtATime(),
            ProducerProperties.of(kafka, limits),
            limits.inFlight(),
            this::answered,
            pending::giveUp);
    this.acknowledgements =
        Timer.builder("verdict.ingest.acknowledgement")
            .description("From handing a record to the producer to the broker's acknowledgement")
            .publishPercentileHistogram()
            .register(registry);
    Gauge.builder("verdict.ingest.publishes.in.flight", pending, PendingPublishes::records)
        .description("Records handed over and not answered yet")
        .register(registry);
    Gauge.builder("verdict.ingest.publishes.in.flight.bytes", pending, PendingPublishes::bytes)
        .description("Bytes of the records handed over and not answered yet")
        .register(registry);
    open();
    every(SWEEP, clock, this::expire);
    every(PROBE, prober, this::probe);
  }

  /**
   * Hands one application over.
   *
   * @param traceparent W3C trace context for the record's header, if the request had one
   * @return its one answer, within the limit on acknowledgements; a mono that does not fail
   */
  public Mono<Publication> publish(LoanApplication application, Optional<String> traceparent) {
    byte[] value = codec.encode(application);
    if (value.length > Topic.VALUE_BOUND_BYTES) {
      return Mono.just(new Publication.TooLarge());
    }
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, application.getApplicationId(), value);
    traceparent.ifPresent(
        text -> record.headers().add("traceparent", text.getBytes(StandardCharsets.US_ASCII)));
    Optional<Pending> admitted = pending.admit(record);
    if (admitted.isEmpty()) {
      return Mono.just(new Publication.Full());
    }
    Pending place = admitted.get();
    if (!line.offer(place)) {
      pending.settle(place, new Publication.Closed());
    }
    return place.answer();
  }

  /** Why the way to Kafka is shut, if it is. */
  public Optional<String> failure() {
    return health.failure();
  }

  /** Records handed over and not answered yet. */
  public long inFlight() {
    return pending.records();
  }

  /** Takes nothing more, waits for the answers within the drain limit, and ends. */
  @Override
  public void close() {
    try {
      line.close(limits.drain());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pending.giveUp();
      clock.shutdownNow();
      prober.shutdownNow();
    }
  }

  private void open() {
    try {
      line.start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answered(SenderResult<Pending> result) {
    Pending place = result.correlationMetadata();
    if (result.exception() == null) {
      health.open();
      acknowledgements.record(Duration.ofNanos(place.ageNanos(ticker.getAsLong())));
      pending.settle(
          place,
          new Publication.Accepted(
              result.recordMetadata().topic(),
              result.recordMetadata().partition(),
              result.recordMetadata().offset()));
    } else {
      failed(result.exception().getClass().getSimpleName());
      pending.settle(place, new Publication.Unconfirmed());
    }
  }

  private void expire() {
    if (pending.expire() > 0) {
      failed("no acknowledgement within " + limits.acknowledgement());
    }
  }

  private void failed(String reason) {
    if (health.failed(reason)) {
      LOG.atWarn().addKeyValue("reason", reason).log("applications do not reach Kafka");
    }
  }

  private void probe() {
    if (health.failure().isPresent() && cluster.writable(PROBE) && line.knows(topic)) {
      health.open();
      LOG.atInfo().log("Kafka can be reached again");
    }
  }

  private static void every(Duration pause, ScheduledExecutorService timer, Runnable task) {
    var unused =
        timer.scheduleWithFixedDelay(task, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static ScheduledExecutorService daemon(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> Thread.ofPlatform().name(name).daemon().unstarted(task));
  }
}

package verdict.app.watch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import verdict.wire.Codec;
import verdict.wire.DecisionKind;
import verdict.wire.Decoding;
import verdict.wire.ErrorCode;
import verdict.wire.Letter;
import verdict.wire.LoanScore;
import verdict.wire.Topic;

/**
 * Counts outcomes as they are committed, on a thread of its own. It sees the topics and not the
 * ledger, so that the demo's figures and its audit are two witnesses. Thread-safe.
 */
public final class OutcomeWatch implements AutoCloseable {

  /** Letters with one cause. */
  public record LetterKind(ErrorCode code, String fingerprint, String message) {}

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LATENCY_BOUND = Duration.ofMinutes(10);
  private static final int LATENCY_DIGITS = 3;
  private static final int SCORE_STEP = 50;

  private final TopicTail tail;
  private final Thread reader;
  private final LongSupplier nanoTicker;
  private final Codec<LoanScore> codec = Codec.scores();
  private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
  private final Map<DecisionKind, AtomicLong> decisions = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicLong> scores = new ConcurrentHashMap<>();
  private final Map<LetterKind, AtomicLong> letters = new ConcurrentHashMap<>();
  private final AtomicLong outcomes = new AtomicLong();
  private final AtomicLong lastAt = new AtomicLong();
  private final ConcurrentHistogram latencyMicros =
      new ConcurrentHistogram(LATENCY_BOUND.toNanos() / 1_000, LATENCY_DIGITS);

  /** Starts reading everything that is on the topics. */
  public OutcomeWatch(Map<String, Object> kafka, LongSupplier nanoTicker) {
    this.tail = new TopicTail(kafka, List.of(Topic.SCORES, Topic.LETTERS), true);
    this.nanoTicker = nanoTicker;
    this.reader = Thread.ofPlatform().name("outcome-watch").daemon(true).start(this::run);
  }

  /** An application starts on its way now. */
  public void sending(String applicationId) {
    sentAt.put(applicationId, nanoTicker.getAsLong());
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        for (ConsumerRecord<byte[], byte[]> record : tail.poll(POLL)) {
          see(record);
        }
      }
    } catch (WakeupException e) {
      // closing
    } finally {
      tail.close();
    }
  }

  private void see(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(Topic.LETTERS.topicName())) {
      Letter.read(record.headers())
          .map(letter -> new LetterKind(letter.code(), letter.fingerprint(), letter.message()))
          .ifPresent(kind -> count(letters, kind));
    } else if (codec.decode(record.value())
        instanceof Decoding.Decoded<LoanScore>(LoanScore score)) {
      count(decisions, score.getDecision());
      count(scores, Math.floorDiv(score.getScore(), SCORE_STEP) * SCORE_STEP);
    }
    long now = nanoTicker.getAsLong();
    Optional.ofNullable(record.key())
        .map(key -> sentAt.remove(new String(key, StandardCharsets.UTF_8)))
        .ifPresent(
            sent ->
                latencyMicros.recordValue(
                    Math.clamp((now - sent) / 1_000, 0, LATENCY_BOUND.toNanos() / 1_000)));
    lastAt.set(now);
    outcomes.incrementAndGet();
  }

  private static <K> void count(Map<K, AtomicLong> counts, K key) {
    counts.computeIfAbsent(key, unused -> new AtomicLong()).incrementAndGet();
  }

  /** Outcomes seen. */
  public long outcomes() {
    return outcomes.get();
  }

  /** When the last outcome was seen, by the ticker. */
  public long lastAt() {
    return lastAt.get();
  }

  public long decisions(DecisionKind kind) {
    AtomicLong count = decisions.get(kind);
    return count == null ? 0 : count.get();
  }

  /** Score events by score, in steps of 50 points; the key is a step's lower edge. */
  public Map<Integer, Long> scoreHistogram() {
    Map<Integer, Long> histogram = new TreeMap<>();
    scores.forEach((edge, count) -> histogram.put(edge, count.get()));
    return histogram;
  }

  /** Letters by cause. */
  public Map<LetterKind, Long> letters() {
    Map<LetterKind, Long> counts = new ConcurrentHashMap<>();
    letters.forEach((kind, count) -> counts.put(kind, count.get()));
    return counts;
  }

  /**
   * From {@link #sending} to the committed outcome being read, in milliseconds; 0 if there was
   * none.
   */
  public double latencyMillis(double percentile) {
    return latencyMicros.getTotalCount() == 0
        ? 0
        : latencyMicros.getValueAtPercentile(percentile) / 1_000.0;
  }

  @Override
  public void close() {
    tail.wakeup();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

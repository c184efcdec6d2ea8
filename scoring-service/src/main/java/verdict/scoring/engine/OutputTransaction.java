package verdict.scoring.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import verdict.scoring.evaluate.RecordSize;

/**
 * Outputs and the offsets that they answer, all or nothing. Opens with the first output; the
 * group's metadata is taken then and never refreshed inside a transaction, so that the broker can
 * tell a consumer that lost its partitions.
 *
 * <p>Confined to the owner thread, but for the producer's callbacks, which only leave their first
 * failure.
 */
final class OutputTransaction {

  /**
   * A commit without an answer is asked again for this long; then its outcome is read from the
   * group's offsets.
   */
  static final Duration COMMIT_PATIENCE = Duration.ofSeconds(60);

  private final Producer<byte @Nullable [], byte @Nullable []> producer;
  private final EngineLimits limits;
  private final LongSupplier nanoTicker;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
  private @Nullable ConsumerGroupMetadata group;
  private long openedAt;
  private int outcomes;
  private long bytes;

  OutputTransaction(
      Producer<byte @Nullable [], byte @Nullable []> producer,
      EngineLimits limits,
      LongSupplier nanoTicker) {
    this.producer = producer;
    this.limits = limits;
    this.nanoTicker = nanoTicker;
  }

  /**
   * @throws SessionLostException if this producer is of no more use
   */
  void open(Supplier<ConsumerGroupMetadata> currentGroup) {
    if (group == null) {
      failure.set(null);
      ConsumerGroupMetadata owner = currentGroup.get();
      begin();
      group = owner;
      openedAt = nanoTicker.getAsLong();
      outcomes = 0;
      bytes = 0;
      offsets.clear();
    }
  }

  /** A producer that cannot begin has nothing to abort either, and will not heal: leave it. */
  private void begin() {
    try {
      producer.beginTransaction();
    } catch (KafkaException e) {
      throw new SessionLostException("no transaction can be begun", e);
    }
  }

  /**
   * Hands one output to the producer.
   *
   * @throws KafkaException if an earlier one has failed: each further send could block as long as
   *     that one did, for a transaction that is lost anyway
   */
  @SuppressWarnings(
      "FutureReturnValueIgnored") // the callback carries the failure, the commit the success
  void send(ProducerRecord<byte @Nullable [], byte @Nullable []> output) {
    throwSendFailure();
    bytes += RecordSize.of(output.key(), output.value(), output.headers());
    producer.send(
        output,
        (metadata, error) -> {
          if (error != null) {
            failure.compareAndSet(null, error);
          }
        });
  }

  /**
   * The input is answered up to this position.
   *
   * @param added how many outcomes that adds, with or without outputs
   */
  void advance(TopicPartition partition, OffsetAndMetadata position, int added) {
    offsets.put(partition, position);
    outcomes += added;
  }

  /** What the open transaction, or the one just committed, answers. */
  Map<TopicPartition, OffsetAndMetadata> positions() {
    return Map.copyOf(offsets);
  }

  boolean isOpen() {
    return group != null;
  }

  /** Whether it should be committed even though more is coming. */
  boolean isDue() {
    return isFull()
        || (isOpen() && nanoTicker.getAsLong() - openedAt >= limits.commitInterval().toNanos());
  }

  /**
   * As many outcomes as a transaction takes, or as many bytes as may be in flight: both wait here.
   */
  boolean isFull() {
    return isOpen() && (outcomes >= limits.transactionRecords() || bytes >= limits.inFlightBytes());
  }

  /** A send that failed: the transaction cannot be committed any more. */
  @Nullable Exception failure() {
    return failure.get();
  }

  /**
   * Commits outputs and offsets.
   *
   * @throws KafkaException if it certainly was not committed; abort it
   * @throws SessionLostException if nobody can say
   */
  void commit() {
    commit(COMMIT_PATIENCE);
  }

  private void commit(Duration patience) {
    ConsumerGroupMetadata owner = group;
    if (owner == null) {
      return;
    }
    throwSendFailure();
    long deadline = nanoTicker.getAsLong() + patience.toNanos();
    // Until the commit itself is asked for, the transaction can still be taken back.
    untilAnswered(
        deadline, () -> producer.sendOffsetsToTransaction(offsets, owner), silence -> silence);
    untilAnswered(
        deadline,
        producer::commitTransaction,
        silence -> new SessionLostException("the commit was not answered", silence));
    group = null;
  }

  /**
   * Commits these positions and nothing else. They are fenced like outputs: a consumer's own commit
   * is not, since a member that has lost its place sends it as nobody's, and a group whose members
   * have all left takes that, far behind what they committed.
   *
   * @param patience how long to ask a silent broker again
   * @throws KafkaException if they certainly were not committed; abort it
   * @throws SessionLostException if nobody can say
   */
  void commitAlone(
      Map<TopicPartition, OffsetAndMetadata> positions,
      Supplier<ConsumerGroupMetadata> currentGroup,
      Duration patience) {
    if (isOpen()) {
      throw new IllegalStateException("outputs are not committed yet");
    }
    open(currentGroup);
    offsets.putAll(positions);
    commit(patience);
  }

  /**
   * Asks again while the broker is silent, unless the engine is told to end at once: both requests
   * may be repeated without harm.
   */
  private void untilAnswered(
      long deadline, Runnable request, Function<KafkaException, RuntimeException> unanswered) {
    while (true) {
      try {
        request.run();
        return;
      } catch (TimeoutException e) {
        if (nanoTicker.getAsLong() - deadline > 0) {
          throw unanswered.apply(e);
        }
      } catch (InterruptException e) {
        throw unanswered.apply(e);
      }
    }
  }

  private void throwSendFailure() {
    Exception sendFailure = failure.get();
    if (sendFailure != null) {
      throw new KafkaException("a send failed", sendFailure);
    }
  }

  /** Takes everything back. @throws KafkaException if the producer cannot even do that */
  void abort() {
    if (group != null) {
      producer.abortTransaction();
      group = null;
    }
  }
}

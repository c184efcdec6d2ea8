package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputTransactionTest {

  private static final TopicPartition INPUT = new TopicPartition("in", 0);
  private static final ConsumerGroupMetadata GROUP = Groups.at(3);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000); // overflows on its way
  private final Unanswering producer = new Unanswering(now);
  private final OutputTransaction transaction =
      new OutputTransaction(
          producer,
          new EngineLimits(
              1, 100, 1_000, Duration.ofMillis(100), 2, 100, Duration.ofHours(1), Duration.ZERO),
          now::get);

  OutputTransactionTest() {
    producer.initTransactions();
  }

  @Test
  void outputs_and_offsets_are_committed_together() {
    answer(5);
    transaction.commit();

    assertThat(producer.history()).hasSize(1);
    assertThat(producer.consumerGroupOffsetsHistory())
        .singleElement()
        .satisfies(
            groups ->
                assertThat(groups.get("group")).containsEntry(INPUT, new OffsetAndMetadata(5)));
    assertThat(transaction.isOpen()).isFalse();
  }

  @Test
  void an_abort_takes_outputs_and_offsets_back() {
    answer(5);
    transaction.abort();

    assertThat(producer.history()).isEmpty();
    assertThat(producer.consumerGroupOffsetsHistory()).isEmpty();
    assertThat(transaction.isOpen()).isFalse();
  }

  @Test
  void nothing_of_an_aborted_transaction_is_in_the_next_one() {
    transaction.open(() -> GROUP);
    transaction.advance(new TopicPartition("in", 7), new OffsetAndMetadata(99), 1);
    transaction.abort();
    answer(5);
    transaction.commit();

    assertThat(producer.consumerGroupOffsetsHistory().getFirst().get("group"))
        .containsOnlyKeys(INPUT);
  }

  @Test
  void the_groups_metadata_is_taken_at_the_beginning_and_never_again() {
    answer(5);
    transaction.open(
        () -> {
          throw new AssertionError("asked again inside the transaction");
        });
    transaction.commit();

    assertThat(producer.committedAs()).isSameAs(GROUP);
  }

  @Test
  void a_commit_that_is_not_answered_is_asked_again() {
    producer.unanswered = 3;
    answer(5);
    transaction.commit();

    assertThat(producer.history()).hasSize(1);
    assertThat(producer.asked).isEqualTo(4);
  }

  @Test
  void a_commit_that_is_never_answered_ends_the_session_and_nobody_calls_it_aborted() {
    producer.unanswered = Integer.MAX_VALUE;
    answer(5);

    assertThatExceptionOfType(SessionLostException.class).isThrownBy(transaction::commit);
  }

  @Test
  void a_commit_that_is_interrupted_ends_the_session_and_nobody_calls_it_aborted() {
    producer.interrupted = true;
    answer(5);

    assertThatExceptionOfType(SessionLostException.class).isThrownBy(transaction::commit);
    assertThat(Thread.interrupted()).as("the interrupt is left to be seen").isTrue();
  }

  @Test
  void offsets_that_are_not_answered_are_sent_again() {
    answer(5);
    producer.unansweredOffsets = 3;
    transaction.commit();

    assertThat(producer.history()).hasSize(1);
    assertThat(transaction.isOpen()).isFalse();
  }

  @Test
  void a_broker_that_stays_silent_on_the_offsets_leaves_a_transaction_to_take_back() {
    answer(5);
    producer.unansweredOffsets = Integer.MAX_VALUE;

    assertThatExceptionOfType(TimeoutException.class).isThrownBy(transaction::commit);
    assertThat(producer.asked).isZero();
    transaction.abort();
    assertThat(transaction.isOpen()).isFalse();
  }

  @Test
  void a_send_that_failed_is_never_committed() {
    answer(5);
    producer.errorNext(new RecordTooLargeException("x"));

    assertThat(transaction.failure()).isInstanceOf(RecordTooLargeException.class);
    assertThatThrownBy(transaction::commit).isInstanceOf(KafkaException.class);
    assertThat(producer.asked).isZero();
  }

  @Test
  void after_a_send_that_failed_no_other_is_tried_as_each_may_block_as_long() {
    answer(5);
    producer.errorNext(new TimeoutException("no metadata"));

    assertThatThrownBy(() -> transaction.send(output())).isInstanceOf(KafkaException.class);
    assertThat(producer.uncommittedRecords()).hasSize(1);
  }

  @Test
  void a_failed_send_is_forgotten_with_its_transaction() {
    answer(5);
    producer.errorNext(new TimeoutException("x"));
    transaction.abort();
    answer(5);
    transaction.commit();

    assertThat(producer.history()).hasSize(1);
  }

  @Test
  void it_is_due_when_it_is_full_or_old() {
    transaction.open(() -> GROUP);
    assertThat(transaction.isDue()).isFalse();
    now.addAndGet(Duration.ofMillis(100).toNanos());
    assertThat(transaction.isDue()).isTrue();
    transaction.abort();

    answer(5);
    assertThat(transaction.isDue()).isFalse();
    answer(6);
    assertThat(transaction.isFull()).isTrue();
    assertThat(transaction.isDue()).isTrue();
  }

  @Test
  void an_outcome_without_an_output_counts_as_one_with() {
    transaction.open(() -> GROUP);
    transaction.advance(INPUT, new OffsetAndMetadata(5), 1);
    assertThat(transaction.isFull()).isFalse();
    transaction.advance(INPUT, new OffsetAndMetadata(6), 1);

    assertThat(transaction.isFull()).isTrue();
  }

  @Test
  void it_is_full_when_its_outputs_have_as_many_bytes_as_may_be_in_flight() {
    transaction.open(() -> GROUP);
    transaction.send(new ProducerRecord<>("out", new byte[500]));
    assertThat(transaction.isFull()).isFalse();

    transaction.commit();
    transaction.open(() -> GROUP);
    transaction.send(new ProducerRecord<>("out", new byte[600]));
    assertThat(transaction.isFull()).as("the bytes before count no more").isFalse();
    transaction.send(new ProducerRecord<>("out", new byte[400]));

    assertThat(transaction.isFull()).isTrue();
  }

  @Test
  void a_full_transaction_leaves_room_again_once_it_is_committed_or_aborted() {
    answer(5);
    answer(6);
    transaction.commit();
    assertThat(transaction.isFull()).isFalse();

    answer(7);
    answer(8);
    transaction.abort();
    assertThat(transaction.isFull()).isFalse();
    assertThat(transaction.isDue()).isFalse();
  }

  @Test
  void a_producer_that_cannot_begin_ends_the_session() {
    producer.beginTransactionException = new KafkaException("fatal");

    assertThatExceptionOfType(SessionLostException.class).isThrownBy(() -> answer(5));
  }

  @Test
  void metadata_that_cannot_be_had_leaves_no_transaction_behind() {
    assertThatThrownBy(
            () ->
                transaction.open(
                    () -> {
                      throw new KafkaException("not now");
                    }))
        .isInstanceOf(KafkaException.class);
    answer(5);
    transaction.commit();

    assertThat(producer.history()).hasSize(1);
  }

  private void answer(long next) {
    transaction.open(() -> GROUP);
    transaction.send(output());
    transaction.advance(INPUT, new OffsetAndMetadata(next), 1);
  }

  private static ProducerRecord<byte @Nullable [], byte @Nullable []> output() {
    return new ProducerRecord<>("out", new byte[] {1}, new byte[] {2});
  }

  /** Leaves so many commits without an answer; each takes five seconds. */
  private static final class Unanswering
      extends MockProducer<byte @Nullable [], byte @Nullable []> {
    private final AtomicLong now;
    private @Nullable ConsumerGroupMetadata committedAs;
    private int unanswered;
    private int unansweredOffsets;
    private boolean interrupted;
    private int asked;

    Unanswering(AtomicLong now) {
      super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
      this.now = now;
    }

    @Nullable ConsumerGroupMetadata committedAs() {
      return committedAs;
    }

    @Override
    public void sendOffsetsToTransaction(
        java.util.Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
      committedAs = group;
      if (unansweredOffsets > 0) {
        unansweredOffsets--;
        silence();
      }
      super.sendOffsetsToTransaction(offsets, group);
    }

    @Override
    public void commitTransaction() {
      asked++;
      if (interrupted) {
        throw new InterruptException("told to end"); // its constructor sets the thread's flag
      }
      if (unanswered > 0) {
        unanswered--;
        silence();
      }
      super.commitTransaction();
    }

    private void silence() {
      now.addAndGet(Duration.ofSeconds(5).toNanos());
      throw new TimeoutException("no answer");
    }
  }
}

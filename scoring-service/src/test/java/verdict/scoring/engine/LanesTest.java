package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import verdict.scoring.evaluate.Outcome;
import verdict.wire.DecisionKind;

class LanesTest {

  private static final TopicPartition A = new TopicPartition("t", 0);
  private static final TopicPartition B = new TopicPartition("t", 1);

  private final List<Chunk> cancelled = new ArrayList<>();
  private final List<Chunk> emitted = new ArrayList<>();
  private final Lanes lanes = new Lanes(cancelled::add);

  @Test
  void chunks_leave_in_input_order_however_they_are_decided() {
    Chunk first = add(A, 0, 2);
    Chunk second = add(A, 2, 2);
    second.run();

    assertThat(drain()).isZero();
    first.run();
    assertThat(drain()).isEqualTo(2);
    assertThat(emitted).containsExactly(first, second);
  }

  @Test
  void one_partitions_straggler_does_not_hold_up_another() {
    add(A, 0, 1);
    Chunk other = add(B, 0, 1);
    other.run();
    drain();

    assertThat(emitted).containsExactly(other);
  }

  @Test
  void a_dropped_lane_emits_nothing_any_more_and_cancels_its_chunks() {
    Chunk dropped = add(A, 0, 2);
    Chunk kept = add(B, 0, 3);
    lanes.drop(List.of(A));
    dropped.run();
    kept.run();
    drain();

    assertThat(emitted).containsExactly(kept);
    assertThat(cancelled).containsExactly(dropped);
    assertThat(dropped.isDecided()).isFalse();
  }

  @Test
  void a_new_generation_of_a_partition_is_not_confused_with_the_old_one() {
    Chunk old = add(A, 0, 2);
    lanes.drop(List.of(A));
    Chunk again = add(A, 0, 2);
    again.run();
    old.run();
    drain();

    assertThat(emitted).containsExactly(again);
    assertThat(lanes.isEmpty()).isTrue();
  }

  @Test
  void what_is_in_flight_is_counted_in_records_and_bytes() {
    add(A, 0, 2);
    Chunk other = add(B, 0, 3);
    assertThat(lanes.records()).isEqualTo(5);
    assertThat(lanes.bytes()).isEqualTo(5 * 34);
    other.run();
    drain();
    assertThat(lanes.records()).isEqualTo(2);
    lanes.dropAll();
    assertThat(lanes.records()).isZero();
    assertThat(lanes.bytes()).isZero();
    assertThat(lanes.isEmpty()).isTrue();
  }

  @Test
  void nothing_leaves_when_no_more_is_wanted() {
    add(A, 0, 1).run();
    assertThat(lanes.drain(emitted::add, () -> false)).isZero();
    assertThat(lanes.records()).isEqualTo(1);
  }

  @Test
  void a_busy_partition_does_not_take_every_place_of_every_transaction() {
    for (int i = 0; i < 100; i++) {
      add(A, i, 1).run();
    }
    Chunk lone = add(B, 0, 1);
    lone.run();
    for (int transaction = 0; transaction < 2; transaction++) {
      int full = emitted.size() + 2;
      lanes.drain(emitted::add, () -> emitted.size() < full);
    }

    assertThat(emitted).hasSize(4).contains(lone);
  }

  @Test
  void markers_move_the_position_in_their_place_of_the_lane() {
    Chunk records = add(A, 0, 2);
    Chunk markers = Chunk.empty(A, 3);
    lanes.add(markers);
    assertThat(drain()).isZero();
    records.run();
    drain();

    assertThat(emitted).containsExactly(records, markers);
    assertThat(markers.nextOffset()).isEqualTo(3);
    assertThat(markers.oldestTimestamp()).isEmpty();
  }

  private int drain() {
    return lanes.drain(emitted::add, () -> true);
  }

  private Chunk add(TopicPartition partition, long first, int count) {
    List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records =
        LongStream.range(first, first + count).mapToObj(o -> record(partition, o)).toList();
    Chunk chunk = new Chunk(0, partition, records, first + count, r -> outcome(), () -> {});
    lanes.add(chunk);
    return chunk;
  }

  private static Outcome outcome() {
    return new Outcome.Scored(
        DecisionKind.REFER, new org.apache.kafka.clients.producer.ProducerRecord<>("s", null));
  }

  /** 10 bytes of key, 20 of value, a header of 1 and 3. */
  private static ConsumerRecord<byte @Nullable [], byte @Nullable []> record(
      TopicPartition partition, long offset) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        0L,
        TimestampType.LOG_APPEND_TIME,
        10,
        20,
        new byte[10],
        new byte[20],
        new RecordHeaders().add("h", new byte[3]),
        Optional.empty());
  }
}

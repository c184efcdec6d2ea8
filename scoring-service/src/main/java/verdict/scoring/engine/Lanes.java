package verdict.scoring.engine;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What is in flight: for each partition its chunks in input order. A chunk leaves only from the
 * head of its lane, so outcomes leave in input order however the workers finish. A dropped lane is
 * a generation that ended: its chunks are cancelled, and results that still arrive find no lane to
 * leave from.
 *
 * <p>Confined to the owner thread.
 */
final class Lanes {

  /** In the order of their turns: the one that was served last is served next time last. */
  private final SequencedMap<TopicPartition, Deque<Chunk>> lanes = new LinkedHashMap<>();

  private final Consumer<Chunk> cancel;
  private int records;
  private long bytes;

  /**
   * @param cancel told of each chunk that is dropped
   */
  Lanes(Consumer<Chunk> cancel) {
    this.cancel = cancel;
  }

  void add(Chunk chunk) {
    lanes.computeIfAbsent(chunk.partition(), partition -> new ArrayDeque<>()).add(chunk);
    records += chunk.size();
    bytes += chunk.bytes();
  }

  /**
   * Takes decided chunks from the heads of the lanes, in input order, while {@code more} says so.
   * The lanes take turns, chunk by chunk: a busy partition that fills every transaction alone would
   * keep the others waiting.
   */
  int drain(Consumer<Chunk> emit, BooleanSupplier more) {
    int emitted = 0;
    int before;
    do {
      before = emitted;
      for (TopicPartition partition : List.copyOf(lanes.sequencedKeySet())) {
        if (more.getAsBoolean() && serve(partition, emit)) {
          emitted++;
        }
      }
    } while (emitted > before);
    return emitted;
  }

  private boolean serve(TopicPartition partition, Consumer<Chunk> emit) {
    Deque<Chunk> lane = lanes.get(partition);
    Chunk head = lane == null ? null : lane.peek();
    if (lane == null || head == null || !head.isDecided()) {
      return false;
    }
    lane.remove();
    lanes.putLast(partition, lane);
    forget(head);
    emit.accept(head);
    return true;
  }

  /** Puts parts of a chunk into its place; false if it has left its lane. */
  boolean replace(Chunk chunk, List<Chunk> parts) {
    Deque<Chunk> lane = lanes.get(chunk.partition());
    if (lane == null || !lane.contains(chunk)) {
      return false;
    }
    Deque<Chunk> renewed = new ArrayDeque<>();
    for (Chunk each : lane) {
      renewed.addAll(each == chunk ? parts : List.of(each));
    }
    lanes.put(chunk.partition(), renewed);
    return true;
  }

  /** Ends the generation of these partitions. */
  void drop(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Deque<Chunk> lane = lanes.remove(partition);
      if (lane != null) {
        lane.forEach(this::abandon);
      }
    }
  }

  /** Ends every partition's generation. */
  void dropAll() {
    for (Iterator<Deque<Chunk>> all = lanes.values().iterator(); all.hasNext(); ) {
      all.next().forEach(this::abandon);
      all.remove();
    }
  }

  boolean isEmpty() {
    return records == 0;
  }

  int records() {
    return records;
  }

  long bytes() {
    return bytes;
  }

  private void abandon(Chunk chunk) {
    forget(chunk);
    chunk.cancel();
    cancel.accept(chunk);
  }

  private void forget(Chunk chunk) {
    records -= chunk.size();
    bytes -= chunk.bytes();
  }
}

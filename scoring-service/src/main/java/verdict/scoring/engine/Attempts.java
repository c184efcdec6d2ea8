package verdict.scoring.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * How many processes began at a position and ended before they got past it. It is written beside
 * the unchanged offset before anything is decided there, since a process that is killed cannot
 * write afterwards, and taken back by one that ends as asked. One process counts once, however
 * often an outage makes it begin again.
 *
 * <p>Lives as long as the process; confined to the owner thread.
 */
final class Attempts {

  /** So many processes begin with everything in flight; the next tries each record alone. */
  static final int TOGETHER_BOUND = 2;

  /** So many processes may a record end that was tried alone. */
  static final int ALONE_BOUND = 3;

  private final Map<TopicPartition, Begun> begun = new HashMap<>();

  /**
   * Where this process began.
   *
   * @param before what earlier processes left there
   */
  private record Begun(long offset, OffsetNote before) {}

  /** This process begins here; says what to write there. */
  OffsetAndMetadata begin(Positions.Started start) {
    OffsetNote found = start.note().orElse(OffsetNote.of(start.topicId()));
    Begun here = at(start.partition(), start.offset(), found);
    return new OffsetAndMetadata(here.offset(), here.before().begunAgain().text());
  }

  /** Whether earlier processes ended here so often that each record is to be tried alone. */
  boolean isSuspect(TopicPartition partition) {
    Begun here = begun.get(partition);
    return here != null && (here.before().begun() >= TOGETHER_BOUND || here.before().alone() > 0);
  }

  /**
   * This record is to be tried alone.
   *
   * @return what to write before; empty if it has ended too many processes to be tried again
   */
  Optional<OffsetAndMetadata> tryAlone(TopicPartition partition, long offset, Uuid topicId) {
    OffsetNote before = at(partition, offset, OffsetNote.of(topicId)).before();
    return before.alone() >= ALONE_BOUND
        ? Optional.empty()
        : Optional.of(new OffsetAndMetadata(offset, before.triedAlone().text()));
  }

  private Begun at(TopicPartition partition, long offset, OffsetNote found) {
    Begun known = begun.get(partition);
    if (known != null && known.offset() == offset) {
      return known;
    }
    Begun here = new Begun(offset, found);
    begun.put(partition, here);
    return here;
  }

  /** What was decided here is committed. */
  void progressed(TopicPartition partition) {
    begun.remove(partition);
  }

  /** This process leaves as asked; says what to write, if it has not got on since it began. */
  Optional<OffsetAndMetadata> leave(TopicPartition partition) {
    return Optional.ofNullable(begun.remove(partition))
        .map(here -> new OffsetAndMetadata(here.offset(), here.before().text()));
  }
}

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
 * write afterwards, and taken back by one that leaves alive. One process counts once, however often
 * an outage makes it begin again.
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
   * @param before what others left there
   * @param written what this process wrote over it
   */
  private record Begun(long offset, OffsetNote before, OffsetNote written) {

    OffsetAndMetadata note() {
      return new OffsetAndMetadata(offset, written.text());
    }
  }

  /** This process begins here; says what to write there. */
  OffsetAndMetadata begin(Positions.Started start) {
    OffsetNote found = start.note().orElse(OffsetNote.of(start.topicId()));
    OffsetNote before = known(start, found) ? at(start.partition()).before() : found;
    return keep(start.partition(), new Begun(start.offset(), before, before.begunAgain())).note();
  }

  /** What stands there is this process's own, or what it found: nobody else began in between. */
  private boolean known(Positions.Started start, OffsetNote found) {
    Begun here = begun.get(start.partition());
    return here != null
        && here.offset() == start.offset()
        && (found.equals(here.written()) || found.equals(here.before()));
  }

  /** Whether others ended here so often that each record is to be tried alone. */
  boolean isSuspect(TopicPartition partition) {
    OffsetNote before = at(partition).before();
    return before.begun() >= TOGETHER_BOUND || before.alone() > 0;
  }

  /**
   * This record is to be tried alone.
   *
   * @return what to write before; empty if it has ended too many processes to be tried again
   */
  Optional<OffsetAndMetadata> tryAlone(TopicPartition partition, long offset, Uuid topicId) {
    Begun here = begun.get(partition);
    OffsetNote before =
        here != null && here.offset() == offset ? here.before() : OffsetNote.of(topicId);
    return before.alone() >= ALONE_BOUND
        ? Optional.empty()
        : Optional.of(keep(partition, new Begun(offset, before, before.triedAlone())).note());
  }

  /** How many processes ended here before this one. */
  int ended(TopicPartition partition) {
    return at(partition).before().begun();
  }

  /** What to write if this process leaves alive; {@link #progressed} once that is written. */
  OffsetAndMetadata leave(TopicPartition partition) {
    Begun here = at(partition);
    return new OffsetAndMetadata(here.offset(), here.before().text());
  }

  /** Nothing of this process stands beside the offset any more. */
  void progressed(TopicPartition partition) {
    begun.remove(partition);
  }

  private Begun keep(TopicPartition partition, Begun here) {
    begun.put(partition, here);
    return here;
  }

  private Begun at(TopicPartition partition) {
    Begun here = begun.get(partition);
    if (here == null) {
      throw new IllegalStateException("this process has not begun at " + partition);
    }
    return here;
  }
}

package verdict.scoring.engine;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition starts. Never a guess: a record that was there and is not read is a record that
 * vanished. Pure.
 */
final class StartRule {

  /** The answer: a position, or why there is none. */
  sealed interface Start {
    record At(long offset) implements Start {}

    record Stop(String reason) implements Start {}
  }

  /**
   * What the broker says of one partition; {@code committed} is null where the group never
   * committed.
   */
  record Facts(
      TopicPartition partition,
      Uuid topicId,
      @Nullable OffsetAndMetadata committed,
      long logStart,
      long logEnd) {}

  private final boolean acceptGaps;

  /**
   * @param acceptGaps the operator knows that older records are gone and starts at what is left
   */
  StartRule(boolean acceptGaps) {
    this.acceptGaps = acceptGaps;
  }

  Start decide(Facts facts) {
    OffsetAndMetadata committed = facts.committed();
    if (committed == null) {
      return facts.logStart() == 0 || acceptGaps
          ? new Start.At(facts.logStart())
          : stop(
              facts,
              "the group has no committed offset, and records 0 to "
                  + (facts.logStart() - 1)
                  + " are gone unread");
    }
    var note = OffsetNote.parse(committed.metadata());
    if (note.isPresent() && !note.get().topicId().equals(facts.topicId())) {
      return new Start.Stop(
          "%s was deleted and made again: the committed offset %d counted in topic %s, today's is %s. Reset the group's"
                  .formatted(
                      facts.partition(), committed.offset(), note.get().topicId(), facts.topicId())
              + " offsets, then start again");
    }
    if (committed.offset() < facts.logStart()) {
      return acceptGaps
          ? new Start.At(facts.logStart())
          : stop(
              facts,
              "records "
                  + committed.offset()
                  + " to "
                  + (facts.logStart() - 1)
                  + " are gone unread");
    }
    if (committed.offset() > facts.logEnd()) {
      return new Start.Stop(
          "%s ends at %d, before the committed offset %d: its log lost records. Reset the group's offsets, then start"
                  .formatted(facts.partition(), facts.logEnd(), committed.offset())
              + " again");
    }
    return new Start.At(committed.offset());
  }

  private static Start stop(Facts facts, String gone) {
    return new Start.Stop(
        facts.partition()
            + ": "
            + gone
            + ". VERDICT_SCORING_ACCEPT_GAPS=true starts at "
            + facts.logStart());
  }
}

package verdict.scoring.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import verdict.wire.Coordinates;

/**
 * Puts partitions to where the group's committed offsets say, never to where memory does. Owner
 * thread only.
 */
final class Positions {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

  private final Consumer<byte @Nullable [], byte @Nullable []> consumer;
  private final Map<String, Uuid> topicIds;
  private final Runnable sameTopics;
  private final StartRule rule;

  /**
   * @param sameTopics throws if an input topic has another id by now: what was committed and what
   *     is coming would count in two different topics
   */
  Positions(
      Consumer<byte @Nullable [], byte @Nullable []> consumer,
      Map<String, Uuid> topicIds,
      Runnable sameTopics,
      StartRule rule) {
    this.consumer = consumer;
    this.topicIds = topicIds;
    this.sameTopics = sameTopics;
    this.rule = rule;
  }

  /**
   * Where a partition was put.
   *
   * @param note what stands beside the committed offset, if this is it
   */
  record Started(
      TopicPartition partition, Uuid topicId, long offset, long logEnd, Optional<OffsetNote> note) {

    /** The same, further on: no record lay in between. */
    Started at(long later) {
      return new Started(partition, topicId, later, logEnd, note);
    }

    private static Started at(long offset, StartRule.Facts facts) {
      return new Started(
          facts.partition(),
          facts.topicId(),
          offset,
          facts.logEnd(),
          Optional.ofNullable(facts.committed())
              .filter(committed -> committed.offset() == offset)
              .flatMap(committed -> OffsetNote.parse(committed.metadata())));
    }
  }

  /**
   * @throws EngineStopException naming what was lost, if a partition has no honest start
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  List<Started> seek(Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return List.of();
    }
    sameTopics.run();
    Set<TopicPartition> all = new HashSet<>(partitions);
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(all, ANSWER_LIMIT);
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(all, ANSWER_LIMIT);
    Map<TopicPartition, Long> ends = consumer.endOffsets(all, ANSWER_LIMIT);
    List<Started> started = new ArrayList<>();
    for (TopicPartition partition : all) {
      StartRule.Facts facts =
          new StartRule.Facts(
              partition,
              topicId(partition),
              committed.get(partition),
              starts.getOrDefault(partition, 0L),
              ends.getOrDefault(partition, 0L));
      switch (rule.decide(facts)) {
        case StartRule.Start.At at -> {
          consumer.seek(partition, at.offset());
          started.add(Started.at(at.offset(), facts));
        }
        case StartRule.Start.Stop stop -> throw new EngineStopException(stop.reason());
      }
    }
    return started;
  }

  /** Safe for the workers, too: the ids are the session's. */
  Coordinates coordinates(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    return new Coordinates(record.topic(), topicId(partition), record.partition(), record.offset());
  }

  Uuid topicId(TopicPartition partition) {
    Uuid id = topicIds.get(partition.topic());
    if (id == null) {
      throw new IllegalStateException("no id was asked for topic " + partition.topic());
    }
    return id;
  }
}

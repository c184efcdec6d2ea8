package verdict.scoring.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import verdict.decision.Bundle;
import verdict.decision.Bundles;
import verdict.wire.Coordinates;
import verdict.wire.Topic;

/** Input records as the consumer hands them over, and an evaluator whose clock stands still. */
final class Inputs {

  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final Coordinates SOURCE =
      new Coordinates(Topic.APPLICATIONS.topicName(), Uuid.randomUuid(), 3, 42);
  static final Coordinates REPLAYED =
      new Coordinates(Topic.REPLAY.topicName(), Uuid.randomUuid(), 3, 42);

  private Inputs() {}

  static Evaluator evaluator(Bundle bundle) {
    Bundles bundles = Bundles.of(List.of(bundle));
    return new Evaluator(() -> bundles, "the-group", "1.2.3", InstantSource.fixed(NOW));
  }

  static ConsumerRecord<byte @Nullable [], byte @Nullable []> consumed(
      ProducerRecord<byte @Nullable [], byte @Nullable []> sent) {
    return consumed(SOURCE, sent.key(), sent.value(), sent.headers());
  }

  static ConsumerRecord<byte @Nullable [], byte @Nullable []> consumed(
      byte @Nullable [] key, byte @Nullable [] value) {
    return consumed(SOURCE, key, value, new RecordHeaders());
  }

  static ConsumerRecord<byte @Nullable [], byte @Nullable []> consumed(
      Coordinates at, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return new ConsumerRecord<>(
        at.topic(),
        at.partition(),
        at.offset(),
        1_000L,
        TimestampType.LOG_APPEND_TIME,
        key == null ? -1 : key.length,
        value == null ? -1 : value.length,
        key,
        value,
        headers,
        Optional.empty());
  }

  static Outcome.Lettered lettered(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Lettered.class);
    return (Outcome.Lettered) outcome;
  }

  static Outcome.Scored scored(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Scored.class);
    return (Outcome.Scored) outcome;
  }
}

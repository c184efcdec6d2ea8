package verdict.ledger.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import verdict.ledger.letters.LetterSummary;
import verdict.wire.LetterHeaders;

/** Makes the record that replays a letter. Pure. */
final class ReplayRecord {

  private ReplayRecord() {}

  /**
   * The original key, value and own headers; the letter's headers are taken off and replaced by
   * which letter this replays, in which round, and since when it has been failing.
   *
   * @param original the letter as Kafka has it
   * @param partitions of the replay topic
   */
  static ProducerRecord<byte @Nullable [], byte @Nullable []> of(
      LetterSummary letter, ConsumerRecord<byte[], byte[]> original, String topic, int partitions) {
    List<Header> headers = new ArrayList<>();
    for (Header header : original.headers()) {
      if (!ofLetter(header.key())) {
        headers.add(header);
      }
    }
    headers.add(text(LetterHeaders.REPLAY_OF, letter.id().toString()));
    headers.add(text(LetterHeaders.REPLAY_COUNT, Integer.toString(letter.replayCount() + 1)));
    Header firstFailedAt = original.headers().lastHeader(LetterHeaders.FIRST_FAILED_AT);
    if (firstFailedAt != null) {
      headers.add(firstFailedAt);
    }
    return new ProducerRecord<>(
        topic, partition(letter, original, partitions), original.key(), original.value(), headers);
  }

  /** Null lets the key choose, as it did the first time; without a key the source's is taken. */
  private static @Nullable Integer partition(
      LetterSummary letter, ConsumerRecord<byte[], byte[]> original, int partitions) {
    return original.key() == null ? Math.floorMod(letter.source().partition(), partitions) : null;
  }

  private static boolean ofLetter(String header) {
    return header.startsWith("dlq.") || header.startsWith("__dlq.");
  }

  private static Header text(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }
}

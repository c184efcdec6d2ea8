package verdict.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.apache.kafka.common.Uuid;

/**
 * The identity of one Kafka record. The topic's id is part of it: a topic that was deleted and made
 * again starts at offset 0 a second time.
 */
public record Coordinates(String topic, Uuid topicId, int partition, long offset) {

  /** Versions the name-based ids; never change it, every letter's id hangs on it. */
  private static final UUID NAMESPACE = UUID.fromString("5f1d6c0e-9a39-5f0b-8d0f-2f6c3b1e7a55");

  /**
   * The id of the letter that this record becomes for a consumer group: UUIDv5, so made again it is
   * the same.
   */
  public UUID letterId(String group) {
    byte[] name =
        (topicId + "/" + partition + "/" + offset + "/" + group).getBytes(StandardCharsets.UTF_8);
    ByteBuffer seed = ByteBuffer.allocate(16 + name.length);
    seed.putLong(NAMESPACE.getMostSignificantBits()).putLong(NAMESPACE.getLeastSignificantBits());
    seed.put(name);
    ByteBuffer hash = ByteBuffer.wrap(sha1(seed.array()));
    long high = (hash.getLong() & ~0xF000L) | 0x5000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** As Avro carries it in a score event. */
  public SourceCoordinates toAvro() {
    return new SourceCoordinates(topic, topicId.toString(), partition, offset);
  }

  /** As a score event carried it. */
  public static Coordinates of(SourceCoordinates source) {
    return new Coordinates(
        source.getTopic(),
        Uuid.fromString(source.getTopicId()),
        source.getPartition(),
        source.getOffset());
  }

  /** For people: {@code topic-partition@offset}. */
  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-1", e);
    }
  }
}

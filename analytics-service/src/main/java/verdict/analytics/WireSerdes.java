package verdict.analytics;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import verdict.wire.Codec;
import verdict.wire.Decoding;
import verdict.wire.ErrorCode;
import verdict.wire.LoanScore;
import verdict.wire.LoanStat;

/** Bridges from the codec to Kafka Streams. */
final class WireSerdes {

  private WireSerdes() {}

  /** Reading only, and never failing: bad bytes are a value, so they cannot stop the topology. */
  static Serde<Decoding<LoanScore>> scores() {
    Codec<LoanScore> codec = Codec.scores();
    return Serdes.serdeFrom(
        (topic, value) -> {
          throw new SerializationException("score events are only read here");
        },
        (topic, bytes) -> codec.decode(bytes));
  }

  /** For topics that only this service writes: what cannot be read there is a bug. */
  static Serde<LoanStat> stats() {
    Codec<LoanStat> codec = Codec.stats();
    return Serdes.serdeFrom(
        (topic, stat) -> codec.encode(stat), (topic, bytes) -> stat(codec, topic, bytes));
  }

  private static @Nullable LoanStat stat(
      Codec<LoanStat> codec, String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    return switch (codec.decode(bytes)) {
      case Decoding.Decoded<LoanStat>(LoanStat stat) -> stat;
      case Decoding.Undecodable<LoanStat>(ErrorCode code, String message) ->
          throw new SerializationException(topic + ": " + code + ": " + message);
    };
  }
}

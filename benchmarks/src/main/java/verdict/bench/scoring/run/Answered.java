package verdict.bench.scoring.run;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import verdict.wire.Codec;
import verdict.wire.Coordinates;
import verdict.wire.Decoding;
import verdict.wire.Letter;
import verdict.wire.LoanScore;
import verdict.wire.Topic;

/** Which inputs the outcomes name. Of one input topic, whose offsets have no gaps. */
final class Answered {

  private final Codec<LoanScore> scores = Codec.scores();
  private final Map<Integer, BitSet> offsets = new HashMap<>();
  private long twice;

  /**
   * One more outcome.
   *
   * @throws BenchmarkException if it names no input
   */
  void add(ConsumerRecord<byte[], byte[]> outcome) {
    Coordinates source = source(outcome);
    BitSet partition = offsets.computeIfAbsent(source.partition(), number -> new BitSet());
    int offset = Math.toIntExact(source.offset());
    if (partition.get(offset)) {
      twice++;
    }
    partition.set(offset);
  }

  private Coordinates source(ConsumerRecord<byte[], byte[]> outcome) {
    if (outcome.topic().equals(Topic.LETTERS.topicName())) {
      return Letter.read(outcome.headers()).orElseThrow(() -> nameless(outcome)).source();
    }
    return switch (scores.decode(outcome.value())) {
      case Decoding.Decoded<LoanScore>(LoanScore score) -> Coordinates.of(score.getSource());
      case Decoding.Undecodable<LoanScore> undecodable -> throw nameless(outcome);
    };
  }

  private long namedBefore(int partition, long end) {
    BitSet named = offsets.getOrDefault(partition, new BitSet());
    return named.get(0, Math.toIntExact(end)).cardinality();
  }

  private static BenchmarkException nameless(ConsumerRecord<?, ?> outcome) {
    return new BenchmarkException(
        "WRONG: %s-%d@%d names no input"
            .formatted(outcome.topic(), outcome.partition(), outcome.offset()));
  }

  /**
   * Compares them with the inputs.
   *
   * @param inputs where their partitions end
   * @throws BenchmarkException unless each input is named once, and nothing else is
   */
  void verify(Offsets inputs) {
    long known =
        inputs.byPartition().entrySet().stream()
            .mapToLong(end -> namedBefore(end.getKey().partition(), end.getValue()))
            .sum();
    long missing = inputs.sum() - known;
    long strange = offsets.values().stream().mapToLong(BitSet::cardinality).sum() - known;
    if (missing + twice + strange > 0) {
      throw new BenchmarkException(
          "WRONG: %,d inputs without an outcome, %,d outcomes too many, %,d of no input"
              .formatted(missing, twice, strange));
    }
  }
}

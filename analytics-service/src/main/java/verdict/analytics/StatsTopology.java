package verdict.analytics;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import verdict.wire.LoanStat;
import verdict.wire.Topic;

/**
 * {@code loan.scores} → one small aggregate per decision → regrouped by product → minutes → {@code
 * loan.stats}.
 *
 * <p>Score events are keyed by application, so a product's decisions lie on every partition and
 * have to be regrouped; only the small aggregate travels for that, not the score event.
 *
 * <p>The windows are kept in memory, restored from their changelog at start: there are few of them
 * (one small record per product and minute), and no native store has to be loaded and sized for
 * them. Names of stores and topics are given, not generated, so that a later topology of this
 * service can stand beside this one without moving its state.
 */
final class StatsTopology {

  static final String STORE = "decisions-per-minute";
  static final String REGROUPED = "decisions-by-product";

  /**
   * One task counts everything: there are fewer products than score partitions, one product is one
   * key, and what is regrouped is tiny. More would only cost tasks.
   */
  private static final int COUNTING_PARTITIONS = 1;

  private StatsTopology() {}

  /**
   * @param grace how much later than the newest decision one may still arrive and be counted; the
   *     store keeps the minutes of this span
   */
  static Topology of(Duration grace, InstantSource clock, Counters counters) {
    Serde<LoanStat> stats = WireSerdes.stats();
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, LoanStat> decisions =
        builder.stream(
                Topic.SCORES.topicName(),
                Consumed.with(Serdes.ByteArray(), WireSerdes.scores())
                    .withTimestampExtractor(new DecisionTime(clock))
                    .withName("score-events"))
            .process(() -> new ScoreReading(counters), Named.as("score-reading"));
    decisions
        .repartition(
            Repartitioned.with(Serdes.String(), stats)
                .withName(REGROUPED)
                .withNumberOfPartitions(COUNTING_PARTITIONS))
        .groupByKey(Grouped.with(Serdes.String(), stats))
        .windowedBy(TimeWindows.ofSizeAndGrace(MinuteStats.WINDOW, grace))
        .reduce(MinuteStats::sum, Named.as("counting"), store(grace, stats))
        .toStream(Named.as("updates"))
        .map((window, stat) -> KeyValue.pair(MinuteStats.key(stat), stat), Named.as("stats-key"))
        .to(Topic.STATS.topicName(), Produced.with(Serdes.String(), stats).withName("stats"));
    return builder.build();
  }

  /** Cached, so that a busy minute is written once per commit, not once per decision. */
  private static Materialized<String, LoanStat, WindowStore<Bytes, byte[]>> store(
      Duration grace, Serde<LoanStat> stats) {
    Duration retention = grace.plus(MinuteStats.WINDOW);
    return Materialized.<String, LoanStat>as(
            Stores.inMemoryWindowStore(STORE, retention, MinuteStats.WINDOW, false))
        .withKeySerde(Serdes.String())
        .withValueSerde(stats)
        .withCachingEnabled();
  }
}

package verdict.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.wire.DecisionKind.APPROVE;
import static verdict.wire.DecisionKind.DECLINE;
import static verdict.wire.DecisionKind.REFER;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import verdict.wire.Codec;
import verdict.wire.Decoding;
import verdict.wire.LoanStat;
import verdict.wire.Topic;

class StatsTopologyTest {

  private static final Instant MINUTE = Instant.parse("2026-11-22T10:15:00Z");
  private static final Instant NOW = MINUTE.plus(Duration.ofHours(3));
  private static final Duration GRACE = Duration.ofHours(1);

  @TempDir private Path state;
  private Counters counters;
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> scores;
  private TestOutputTopic<String, byte[]> stats;

  @BeforeEach
  void start() {
    counters = new Counters(new SimpleMeterRegistry());
    Topology topology = StatsTopology.of(GRACE, InstantSource.fixed(NOW), counters);
    driver = new TopologyTestDriver(topology, properties());
    scores =
        driver.createInputTopic(
            Topic.SCORES.topicName(), new StringSerializer(), new ByteArraySerializer());
    stats =
        driver.createOutputTopic(
            Topic.STATS.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void decisions_of_one_product_and_minute_become_one_aggregate() {
    scores.pipeInput("a", ScoreEvents.bytes("car", APPROVE, 640, MINUTE));
    scores.pipeInput("b", ScoreEvents.bytes("car", REFER, 550, MINUTE.plusSeconds(20)));
    scores.pipeInput("c", ScoreEvents.bytes("car", DECLINE, 410, MINUTE.plusSeconds(40)));
    scores.pipeInput("d", ScoreEvents.bytes("car", APPROVE, 700, MINUTE.plusSeconds(50)));

    assertThat(newest())
        .containsOnlyKeys("car|2026-11-22T10:15:00Z")
        .containsEntry(
            "car|2026-11-22T10:15:00Z",
            new LoanStat("car", MINUTE, MINUTE.plusSeconds(60), 2L, 1L, 1L, 1L, 2300L, 410, 700));
    assertThat(counters.countedTotal()).isEqualTo(4);
  }

  @Test
  void two_products_are_counted_apart() {
    scores.pipeInput("a", ScoreEvents.bytes("car", APPROVE, 640, MINUTE));
    scores.pipeInput("b", ScoreEvents.bytes("home", APPROVE, 650, MINUTE));
    scores.pipeInput("c", ScoreEvents.bytes("home", APPROVE, 660, MINUTE));

    Map<String, LoanStat> newest = newest();
    assertThat(approved(newest, "car|2026-11-22T10:15:00Z")).isEqualTo(1);
    assertThat(approved(newest, "home|2026-11-22T10:15:00Z")).isEqualTo(2);
  }

  @Test
  void a_minute_holds_its_first_millisecond_and_not_the_next_minutes() {
    scores.pipeInput("a", ScoreEvents.bytes("car", APPROVE, 640, MINUTE.minusMillis(1)));
    scores.pipeInput("b", ScoreEvents.bytes("car", APPROVE, 640, MINUTE));
    scores.pipeInput("c", ScoreEvents.bytes("car", APPROVE, 640, MINUTE.plusMillis(59_999)));
    scores.pipeInput("d", ScoreEvents.bytes("car", APPROVE, 640, MINUTE.plusMillis(60_000)));

    Map<String, LoanStat> newest = newest();
    assertThat(approved(newest, "car|2026-11-22T10:14:00Z")).isEqualTo(1);
    assertThat(approved(newest, "car|2026-11-22T10:15:00Z")).isEqualTo(2);
    assertThat(approved(newest, "car|2026-11-22T10:16:00Z")).isEqualTo(1);
  }

  @Test
  void a_late_decision_counts_in_its_own_minute_within_the_grace() {
    scores.pipeInput("a", ScoreEvents.bytes("car", APPROVE, 640, MINUTE));
    scores.pipeInput("b", ScoreEvents.bytes("car", APPROVE, 640, MINUTE.plus(GRACE)));
    scores.pipeInput("c", ScoreEvents.bytes("car", DECLINE, 400, MINUTE.plusSeconds(1)));

    LoanStat first = newest().get("car|2026-11-22T10:15:00Z");
    assertThat(first).extracting(LoanStat::getApproved, LoanStat::getDeclined).contains(1L, 1L);
  }

  @Test
  void a_decision_later_than_the_grace_is_reported_as_dropped() {
    scores.pipeInput("a", ScoreEvents.bytes("car", APPROVE, 640, MINUTE.plus(GRACE.plusDays(1))));
    scores.pipeInput("b", ScoreEvents.bytes("car", APPROVE, 640, MINUTE.minus(GRACE.plusDays(1))));

    assertThat(newest()).hasSize(1);
    assertThat(dropped()).isEqualTo(1.0);
  }

  @Test
  void bytes_that_are_no_score_event_are_counted_and_skipped() {
    byte[] good = ScoreEvents.bytes("car", APPROVE, 640, MINUTE);
    byte[] truncated = Arrays.copyOf(good, good.length - 3);
    scores.pipeInput("a", good);
    scores.pipeInput("b", new byte[] {1, 2, 3});
    scores.pipeInput("c", new byte[0]);
    scores.pipeInput("d", truncated);
    scores.pipeInput("e", (byte[]) null);
    scores.pipeInput(null, good);

    assertThat(approved(newest(), "car|2026-11-22T10:15:00Z")).isEqualTo(2);
    assertThat(counters.undecodableTotal()).isEqualTo(4);
  }

  @Test
  void an_undecodable_record_from_the_future_does_not_make_decisions_late() {
    scores.pipeInput("a", new byte[] {1, 2, 3}, NOW.plus(Duration.ofDays(900)));
    scores.pipeInput("b", ScoreEvents.bytes("car", APPROVE, 640, MINUTE));

    assertThat(approved(newest(), "car|2026-11-22T10:15:00Z")).isEqualTo(1);
  }

  @Test
  void a_clock_that_runs_far_ahead_makes_nobody_else_late() {
    scores.pipeInput("a", ScoreEvents.bytes("car", APPROVE, 640, NOW.plus(Duration.ofDays(900))));
    scores.pipeInput("b", ScoreEvents.bytes("car", APPROVE, 640, NOW.minusSeconds(60)));

    Map<String, LoanStat> newest = newest();
    assertThat(approved(newest, "car|2026-11-22T13:15:00Z")).isEqualTo(1);
    assertThat(approved(newest, "car|2026-11-22T13:14:00Z")).isEqualTo(1);
  }

  @Test
  void a_higher_revision_counts_again() {
    scores.pipeInput("a", ScoreEvents.bytes("car", DECLINE, 400, MINUTE));
    scores.pipeInput("a", ScoreEvents.bytes("car", APPROVE, 640, MINUTE));

    LoanStat minute = newest().get("car|2026-11-22T10:15:00Z");
    assertThat(minute)
        .extracting(LoanStat::getApproved, LoanStat::getDeclined)
        .containsExactly(1L, 1L);
  }

  private Map<String, LoanStat> newest() {
    Map<String, LoanStat> newest = new HashMap<>();
    Codec<LoanStat> codec = Codec.stats();
    stats
        .readKeyValuesToMap()
        .forEach(
            (key, bytes) -> {
              if (codec.decode(bytes) instanceof Decoding.Decoded<LoanStat>(LoanStat stat)) {
                newest.put(key, stat);
              }
            });
    return newest;
  }

  private static long approved(Map<String, LoanStat> stats, String key) {
    LoanStat stat = stats.get(key);
    return stat == null ? 0 : stat.getApproved();
  }

  private double dropped() {
    return driver.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("dropped-records-total"))
        .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
        .sum();
  }

  private Properties properties() {
    AnalyticsConfig config =
        new AnalyticsConfig(
            Map.of("bootstrap.servers", "unused:1"),
            "127.0.0.1",
            0,
            Duration.ofSeconds(1),
            1,
            GRACE,
            state,
            AnalyticsConfig.BROKER_DEFAULT_REPLICATION);
    Properties properties = StreamsProperties.of(config);
    // The driver pipes one record at a time: without a cache every update shows.
    properties.put("statestore.cache.max.bytes", 0);
    return properties;
  }
}

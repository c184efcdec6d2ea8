package verdict.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.wire.Decoding;
import verdict.wire.LoanScore;

/**
 * Event time is {@code decidedAt}: an analyst asks what was decided in a minute. {@code
 * submittedAt} would scatter one replay over the days in which its letters were made, and the
 * record's own timestamp is the producer's send time, which a retry may move.
 *
 * <p>A decision from further ahead than {@link #CLOCK_SKEW} is a wrong clock; taken at its word it
 * would push stream time forward and make every honest event after it late. It counts in the minute
 * in which it is read. Stateless and thread-safe.
 */
final class DecisionTime implements TimestampExtractor {

  /** How far the scoring hosts' clocks may run ahead of this one. */
  static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(DecisionTime.class);

  private final InstantSource clock;

  DecisionTime(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return switch (record.value()) {
      case Decoding.Decoded<?>(LoanScore score) -> bounded(score.getDecidedAt(), record);
      // No decision: it is dropped right after, whatever its time; a negative one would be refused.
      case null, default -> Math.max(0, partitionTime);
    };
  }

  private long bounded(Instant decidedAt, ConsumerRecord<Object, Object> record) {
    Instant now = clock.instant();
    if (decidedAt.isAfter(now.plus(CLOCK_SKEW))) {
      log.atWarn()
          .addKeyValue("topic", record.topic())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .addKeyValue("decidedAt", decidedAt)
          .log("a decision lies in the future: a scoring host's clock is wrong; counted as of now");
      return now.toEpochMilli();
    }
    return Math.max(0, decidedAt.toEpochMilli());
  }
}

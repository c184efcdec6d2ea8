package verdict.analytics;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.wire.Decoding;
import verdict.wire.ErrorCode;
import verdict.wire.LoanScore;
import verdict.wire.LoanStat;

/**
 * From a score event to the aggregate of one decision, keyed by product. What is no score event is
 * logged, counted and skipped: topic access keeps strangers from writing here, and one who does
 * must not stop the statistics. Confined to its stream task's thread.
 */
final class ScoreReading
    extends ContextualProcessor<byte[], Decoding<LoanScore>, String, LoanStat> {

  private static final Logger log = LoggerFactory.getLogger(ScoreReading.class);

  private final Counters counters;

  ScoreReading(Counters counters) {
    this.counters = counters;
  }

  @Override
  public void process(Record<byte[], Decoding<LoanScore>> record) {
    switch (record.value()) {
      case Decoding.Decoded<LoanScore>(LoanScore score) -> {
        LoanStat one = MinuteStats.ofOne(score, record.timestamp());
        context().forward(record.withKey(score.getProduct()).withValue(one));
        counters.countedOne();
      }
      case Decoding.Undecodable<LoanScore>(ErrorCode code, String message) -> skip(code, message);
      case null -> skip(ErrorCode.EMPTY_VALUE, "the value is null");
    }
  }

  private void skip(ErrorCode code, String message) {
    counters.undecodable(code);
    RecordMetadata origin = context().recordMetadata().orElseThrow();
    log.atWarn()
        .addKeyValue("code", code)
        .addKeyValue("topic", origin.topic())
        .addKeyValue("partition", origin.partition())
        .addKeyValue("offset", origin.offset())
        .addKeyValue("problem", message)
        .log("skipped a record that is no score event");
  }
}

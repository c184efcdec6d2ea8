package verdict.bench.scoring.engine;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import verdict.scoring.evaluate.Outcome;

/** One task's; confined to its stream thread. */
final class StreamsProcessor
    implements Processor<
        byte @Nullable [], byte @Nullable [], byte @Nullable [], byte @Nullable []> {

  /** The sinks that it hands to. */
  static final String SCORES = "scores";

  static final String LETTERS = "letters";

  private final Decisions decisions;
  private @Nullable ProcessorContext<byte @Nullable [], byte @Nullable []> context;

  StreamsProcessor(Decisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public void init(ProcessorContext<byte @Nullable [], byte @Nullable []> own) {
    context = own;
  }

  @Override
  public void process(Record<byte @Nullable [], byte @Nullable []> record) {
    ProcessorContext<byte @Nullable [], byte @Nullable []> own = context;
    if (own == null) {
      throw new IllegalStateException("not initialized");
    }
    RecordMetadata metadata = own.recordMetadata().orElseThrow();
    Outcome.Sent sent = decisions.decide(input(record, metadata));
    ProducerRecord<byte @Nullable [], byte @Nullable []> output = sent.output();
    own.forward(
        new Record<>(output.key(), output.value(), record.timestamp(), output.headers()),
        sent instanceof Outcome.Lettered ? LETTERS : SCORES);
  }

  private static ConsumerRecord<byte @Nullable [], byte @Nullable []> input(
      Record<byte @Nullable [], byte @Nullable []> record, RecordMetadata metadata) {
    return new ConsumerRecord<>(
        metadata.topic(),
        metadata.partition(),
        metadata.offset(),
        record.timestamp(),
        TimestampType.LOG_APPEND_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        record.key(),
        record.value(),
        record.headers(),
        Optional.empty());
  }
}

package verdict.bench.scoring.engine;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.BytesDeserializer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's parallel-consumer, order by key. Its threads wait until their outputs are
 * acknowledged, so it gets more of them than there are processors, and a batch at a time: what was
 * fastest when this was written. Its transactional mode fails with batches, and has none.
 */
record ParallelConsumerEngine(boolean transactional) implements Peer {

  /** Records of different keys that a thread takes at once. */
  private static final int BATCH = 64;

  /** While most of a processor's threads wait for acknowledgements, some compute. */
  private static final int THREADS_PER_PROCESSOR = 16;

  /** The same for threads that take one record at a time. */
  private static final int TRANSACTIONAL_THREADS_PER_PROCESSOR = 64;

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  @Override
  public AutoCloseable start(Task task) {
    ParallelStreamProcessor<@Nullable Bytes, byte @Nullable []> processor =
        ParallelStreamProcessor.createEosStreamProcessor(options(task));
    processor.subscribe(Clients.INPUTS);
    Decisions decisions = task.decisions();
    processor.pollAndProduceMany(
        batch ->
            batch.getConsumerRecordsFlattened().stream()
                .map(record -> output(decisions.decide(input(record)).output()))
                .toList());
    return () -> processor.closeDontDrainFirst(CLOSE_LIMIT);
  }

  private ParallelConsumerOptions<@Nullable Bytes, byte @Nullable []> options(Task task) {
    return ParallelConsumerOptions.<@Nullable Bytes, byte @Nullable []>builder()
        .consumer(consumer(task))
        .producer(producer(task))
        .ordering(ProcessingOrder.KEY)
        .commitMode(
            transactional
                ? CommitMode.PERIODIC_TRANSACTIONAL_PRODUCER
                : CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS)
        .allowEagerProcessingDuringTransactionCommit(transactional)
        .commitInterval(Clients.COMMIT_INTERVAL)
        .batchSize(transactional ? 1 : BATCH)
        .maxConcurrency(
            task.threads()
                * (transactional ? TRANSACTIONAL_THREADS_PER_PROCESSOR : THREADS_PER_PROCESSOR))
        .build();
  }

  // It tells keys apart by equals, which arrays do not have.

  private static KafkaConsumer<@Nullable Bytes, byte @Nullable []> consumer(Task task) {
    Map<String, Object> properties = Clients.consumer(task);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, BytesDeserializer.class);
    return new KafkaConsumer<>(properties);
  }

  private KafkaProducer<@Nullable Bytes, byte @Nullable []> producer(Task task) {
    Map<String, Object> properties =
        transactional ? Clients.transactional(task, "-pc") : Clients.producer(task);
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, BytesSerializer.class);
    return new KafkaProducer<>(properties);
  }

  private static ConsumerRecord<byte @Nullable [], byte @Nullable []> input(
      ConsumerRecord<@Nullable Bytes, byte @Nullable []> record) {
    Bytes key = record.key();
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        TimestampType.LOG_APPEND_TIME,
        record.serializedKeySize(),
        record.serializedValueSize(),
        key == null ? null : key.get(),
        record.value(),
        record.headers(),
        record.leaderEpoch());
  }

  private static ProducerRecord<@Nullable Bytes, byte @Nullable []> output(
      ProducerRecord<byte @Nullable [], byte @Nullable []> output) {
    return new ProducerRecord<>(
        output.topic(), null, null, Bytes.wrap(output.key()), output.value(), output.headers());
  }
}

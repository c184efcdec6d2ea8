package verdict.scoring.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import verdict.wire.Topic;

/**
 * Opens consumer and producer with the settings that the guarantees rest on; what an operator
 * passes through never overrides them. Owner thread only.
 */
public final class EngineKafka implements Sessions {

  /** Most records of one poll. */
  static final int POLL_RECORDS_BOUND = 100;

  /**
   * An open transaction holds up every reader of the scores, so a lost process may hold it only
   * briefly.
   */
  private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(15);

  private static final Duration BLOCK_LIMIT = Duration.ofSeconds(5);
  private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(12);
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);
  private static final int FETCH_BYTES_BOUND = 16 * 1024 * 1024;
  private static final long SEND_BUFFER_BOUND = 32L * 1024 * 1024;
  private static final int BATCH_BYTES = 64 * 1024;

  /**
   * With more, a batch that a broker puts off (a new leader, a transaction not yet closed) is
   * overtaken by the next, and the broker refuses both until it forgets the producer. One request
   * carries a batch for each partition, so little is lost.
   */
  private static final int REQUESTS_IN_FLIGHT = 1;

  /** Transactions back to back wait for the last one's markers in steps of this. */
  private static final Duration RETRY_STEP = Duration.ofMillis(5);

  private final KafkaClients clients;
  private final Map<String, Object> common;
  private final String group;
  private final String groupProtocol;
  private final String transactionalId;
  private final Map<String, Uuid> knownTopicIds = new HashMap<>();

  /**
   * @param clients makes them
   * @param common what the operator passes through, {@code bootstrap.servers} among it
   * @param group whose committed offsets say what was read
   * @param groupProtocol {@code consumer} or {@code classic}
   * @param instance unique among the running scoring processes, the same again after a restart
   */
  public EngineKafka(
      KafkaClients clients,
      Map<String, Object> common,
      String group,
      String groupProtocol,
      String instance) {
    this.clients = clients;
    this.common = Map.copyOf(common);
    this.group = group;
    this.groupProtocol = groupProtocol;
    this.transactionalId = group + "-" + instance;
  }

  @Override
  public String transactionalId() {
    return transactionalId;
  }

  @Override
  public Session open(Workbench bench, StateMachine state) {
    Map<String, Uuid> topicIds = knownTopicIds();
    Producer<byte @Nullable [], byte @Nullable []> producer =
        clients.producer(producerProperties());
    try {
      return new Session(
          clients.consumer(consumerProperties()),
          producer,
          topicIds,
          this::knownTopicIds,
          bench,
          state);
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /** Today's ids; throws if one is not what it was. */
  private Map<String, Uuid> knownTopicIds() {
    Map<String, Uuid> topicIds = topicIds();
    topicIds.forEach(this::remember);
    return topicIds;
  }

  private void remember(String topic, Uuid id) {
    Uuid before = knownTopicIds.putIfAbsent(topic, id);
    if (before != null && !before.equals(id)) {
      throw new EngineStopException(
          "%s was deleted and made again while this service ran (%s, now %s): its coordinates would be used twice. Check what was lost, reset the group's offsets, start again"
              .formatted(topic, before, id));
    }
  }

  private Map<String, Uuid> topicIds() {
    List<String> names = Topic.INPUTS.stream().map(Topic::topicName).toList();
    Admin admin = Admin.create(common);
    try {
      Map<String, TopicDescription> topics =
          admin
              .describeTopics(names)
              .allTopicNames()
              .get(BLOCK_LIMIT.toMillis() * 2, TimeUnit.MILLISECONDS);
      Map<String, Uuid> ids = new HashMap<>();
      topics.forEach((name, description) -> ids.put(name, description.topicId()));
      return Map.copyOf(ids);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("cannot describe the input topics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    } finally {
      admin.close(Duration.ZERO); // else it waits for the call that was given up
    }
  }

  private Map<String, Object> consumerProperties() {
    Map<String, Object> properties = new HashMap<>(common);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, groupProtocol);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_BOUND);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_BOUND);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return properties;
  }

  private Map<String, Object> producerProperties() {
    Map<String, Object> properties = new HashMap<>(common);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(TRANSACTION_LIMIT.toMillis()));
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_LIMIT.toMillis());
    properties.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(DELIVERY_LIMIT.toMillis()));
    properties.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(REQUEST_LIMIT.toMillis()));
    properties.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_STEP.toMillis());
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, REQUESTS_IN_FLIGHT);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.LETTERS.maxMessageBytes());
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, SEND_BUFFER_BOUND);
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return properties;
  }
}

package verdict.scoring.bundles;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.decision.Bundle;
import verdict.wire.Topic;

/**
 * The register as a topic with one partition, never compacted: the first record of a name and
 * version counts, so two services that register at once agree on the winner. Not thread-safe.
 */
public final class KafkaBundleRegister implements BundleRegister {

  private static final Logger log = LoggerFactory.getLogger(KafkaBundleRegister.class);
  private static final TopicPartition LOG = new TopicPartition(Topic.BUNDLES.topicName(), 0);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL_STEP = Duration.ofMillis(200);

  private final Map<String, Object> common;

  /**
   * @param common what the operator passes through, {@code bootstrap.servers} among it
   */
  public KafkaBundleRegister(Map<String, Object> common) {
    this.common = Map.copyOf(common);
  }

  @Override
  public Map<Bundle, String> register(Collection<Bundle> bundles) {
    Map<String, String> hashes = hashes();
    List<Registration> unknown =
        bundles.stream()
            .map(Registration::of)
            .filter(registration -> !hashes.containsKey(registration.key()))
            .toList();
    if (!unknown.isEmpty()) {
      write(unknown);
      hashes.putAll(hashes());
      if (unknown.stream().anyMatch(some -> !hashes.containsKey(some.key()))) {
        throw new KafkaException(LOG.topic() + " does not hold what was written to it");
      }
    }
    Map<Bundle, String> others = new LinkedHashMap<>();
    for (Bundle bundle : bundles) {
      Optional.ofNullable(hashes.get(Registration.of(bundle).key()))
          .filter(first -> !first.equals(bundle.hash()))
          .ifPresent(first -> others.put(bundle, first));
    }
    return others;
  }

  /** The first hash of each name and version. */
  private Map<String, String> hashes() {
    Map<String, Object> properties = new HashMap<>(common);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    Map<String, String> hashes = new HashMap<>();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(properties)) {
      consumer.assign(List.of(LOG));
      consumer.seekToBeginning(List.of(LOG));
      long end = consumer.endOffsets(List.of(LOG), LIMIT).getOrDefault(LOG, 0L);
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (consumer.position(LOG) < end) {
        if (System.nanoTime() - deadline > 0) {
          throw new TimeoutException(LOG.topic() + " was not read to its end within " + LIMIT);
        }
        for (ConsumerRecord<String, String> entry : consumer.poll(POLL_STEP)) {
          note(entry, hashes);
        }
      }
    }
    return hashes;
  }

  private static void note(ConsumerRecord<String, String> entry, Map<String, String> hashes) {
    Registration.parse(entry.value())
        .ifPresentOrElse(
            registration -> hashes.putIfAbsent(registration.key(), registration.hash()),
            () ->
                log.atWarn()
                    .addKeyValue("topic", entry.topic())
                    .addKeyValue("offset", entry.offset())
                    .log("skipped a record that is no registration of a bundle"));
  }

  private void write(List<Registration> registrations) {
    Map<String, Object> properties = new HashMap<>(common);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties)) {
      List<Future<RecordMetadata>> sent =
          registrations.stream()
              .map(
                  some ->
                      producer.send(
                          new ProducerRecord<>(
                              LOG.topic(), LOG.partition(), some.key(), some.text())))
              .toList();
      sent.forEach(KafkaBundleRegister::await);
    }
  }

  private static void await(Future<RecordMetadata> sent) {
    try {
      sent.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new KafkaException("a bundle could not be registered", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}

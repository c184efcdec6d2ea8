package verdict.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedKafkaIT {
  private static final String TOPIC = "numbers";
  private static final Duration READ_LIMIT = Duration.ofSeconds(20);

  @TempDir Path directory;

  @Test
  void keeps_records_across_a_restart_and_across_brokers_on_the_same_directory() throws Exception {
    int port;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of())) {
      port = kafka.port();
      createTopic(kafka);
      send(kafka, "one", true);
      kafka.stop();
      kafka.start();
      assertThat(committed(kafka, 1)).containsExactly("one");
    }
    try (EmbeddedKafka next = EmbeddedKafka.start(directory, port, Map.of())) {
      send(next, "two", true);
      assertThat(committed(next, 2)).containsExactly("one", "two");
    }
  }

  @Test
  void shows_committed_transactions_only_to_a_reader_in_a_group_of_the_new_protocol()
      throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of())) {
      createTopic(kafka);
      send(kafka, "aborted", false);
      send(kafka, "committed", true);
      assertThat(committed(kafka, 1)).containsExactly("committed");
    }
  }

  @Test
  void creates_no_topic_by_accident() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of());
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", 1000),
                new StringSerializer(),
                new StringSerializer())) {
      var sent = producer.send(new ProducerRecord<>("misspelt", "value"));
      assertThatThrownBy(() -> sent.get(10, TimeUnit.SECONDS)).isNotNull();
      assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS)).isEmpty();
    }
  }

  @Test
  void stops_within_seconds_with_a_client_connected() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of());
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.listTopics().names().get(10, TimeUnit.SECONDS);
      long start = System.nanoTime();
      kafka.stop();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void says_which_port_is_taken() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      assertThatThrownBy(() -> EmbeddedKafka.start(directory, taken.getLocalPort(), Map.of()))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void refuses_a_directory_that_another_broker_uses() {
    try (EmbeddedKafka first = EmbeddedKafka.start(directory, 0, Map.of())) {
      assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0, Map.of()))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining(directory.toString());
      assertThat(first.bootstrapServers()).startsWith("127.0.0.1:");
    }
  }

  @Test
  void a_broker_that_gives_up_does_not_end_the_process() {
    KafkaExit.keepsTheProcessAlive();
    assertThatThrownBy(() -> org.apache.kafka.common.utils.Exit.halt(1, "all log dirs have failed"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("all log dirs have failed");
  }

  private static void createTopic(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
          .all()
          .get(10, TimeUnit.SECONDS);
    }
  }

  private static void send(EmbeddedKafka kafka, String value, boolean commit) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "writer");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, value)).get(10, TimeUnit.SECONDS);
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  /** Reads until {@code count} records are there, in a new group. */
  private static List<String> committed(EmbeddedKafka kafka, int count) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    settings.put("group.id", "readers-" + System.nanoTime());
    settings.put("group.protocol", "consumer");
    settings.put("auto.offset.reset", "earliest");
    settings.put("isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      long deadline = System.nanoTime() + READ_LIMIT.toNanos();
      while (values.size() < count && System.nanoTime() - deadline < 0) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }
}

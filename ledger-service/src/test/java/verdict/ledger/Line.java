package verdict.ledger;

import static verdict.testkit.Eventually.eventually;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import verdict.kit.Lifecycle;
import verdict.ledger.audit.Audit;
import verdict.ledger.audit.AuditReport;
import verdict.ledger.letters.LetterIndex;
import verdict.ledger.replay.Replayer;
import verdict.ledger.source.LedgerTopics;
import verdict.ledger.store.DatabaseAccess;
import verdict.ledger.store.LedgerDatabase;
import verdict.testkit.DatabaseServer;
import verdict.testkit.KafkaServer;
import verdict.testkit.Topics;
import verdict.wire.Codec;
import verdict.wire.Coordinates;
import verdict.wire.LoanApplication;

/** A line of its own: topics with names that nobody else has, and an empty database. */
public final class Line implements AutoCloseable {

  public static final Duration PATIENCE = Duration.ofSeconds(30);
  static final int PARTITIONS = 2;

  private final KafkaServer kafka;
  private final DatabaseServer database;
  private final LedgerTopics topics;
  private final String group;
  private final Admin admin;
  private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
  private final Codec<LoanApplication> codec = Codec.applications();
  private final LedgerDatabase pool;
  private final Lifecycle open = new Lifecycle();

  public Line(KafkaServer kafka, DatabaseServer server) {
    this.kafka = kafka;
    this.database = server.fresh();
    String prefix = "ledger-" + UUID.randomUUID() + ".";
    this.topics =
        new LedgerTopics(
            prefix + "applications", prefix + "replay", prefix + "scores", prefix + "letters");
    this.group = prefix + "scoring";
    this.admin = Admin.create(kafkaProperties());
    this.producer =
        new KafkaProducer<>(
            kafkaProperties(), new ByteArraySerializer(), new ByteArraySerializer());
    topics.all().forEach(this::createTopic);
    this.pool = LedgerDatabase.open(access());
  }

  public Map<String, Object> kafkaProperties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", kafka.bootstrapServers());
    return properties;
  }

  DatabaseAccess access() {
    return new DatabaseAccess(database.jdbcUrl(), database.user(), database.password(), 3);
  }

  LedgerConfig config() {
    return new LedgerConfig(
        kafkaProperties(), topics, access(), "127.0.0.1", 0, Duration.ofSeconds(30), 500);
  }

  public LedgerTopics topics() {
    return topics;
  }

  public String group() {
    return group;
  }

  /** A running ledger; closed with the line, or by the test. */
  public LedgerService startLedger() {
    return keep(LedgerService.start(config()));
  }

  public <T extends AutoCloseable> T keep(T part) {
    return open.add(part.getClass().getSimpleName(), part);
  }

  public LedgerDatabase pool() {
    return pool;
  }

  public Audit audit() {
    return keep(Audit.open(kafkaProperties(), pool, topics, group));
  }

  public AuditReport auditNow() {
    return audit().run(PATIENCE);
  }

  public Replayer replayer() {
    return keep(Replayer.open(kafkaProperties(), pool, topics));
  }

  public LetterIndex letters() {
    return new LetterIndex(pool, kafkaProperties());
  }

  public FakeScoring scoring() {
    return keep(new FakeScoring(this));
  }

  Admin admin() {
    return admin;
  }

  final void createTopic(String topic) {
    Topics.create(
        admin,
        List.of(
            new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
                .configs(Map.of("message.timestamp.type", "LogAppendTime"))));
  }

  Uuid topicId(String topic) {
    try {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .values()
          .iterator()
          .next()
          .topicId();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends an application under its own id. */
  public Coordinates send(LoanApplication application) {
    return send(
        topics.applications(),
        application.getApplicationId().getBytes(StandardCharsets.UTF_8),
        codec.encode(application));
  }

  public Coordinates send(
      String topic, byte @Nullable [] key, byte @Nullable [] value, Header... headers) {
    try {
      RecordMetadata sent =
          producer.send(new ProducerRecord<>(topic, null, key, value, List.of(headers))).get();
      return new Coordinates(topic, topicId(topic), sent.partition(), sent.offset());
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Many applications, without waiting for each. */
  public void sendMany(String prefix, int count) {
    for (int index = 0; index < count; index++) {
      LoanApplication application = Applications.application(prefix + index);
      var unusedAnswer =
          producer.send(
              new ProducerRecord<>(
                  topics.applications(),
                  application.getApplicationId().getBytes(StandardCharsets.UTF_8),
                  codec.encode(application)));
    }
    producer.flush();
  }

  /** As retention would: every record that is on the applications' topic by now is taken. */
  public void deleteInputs() {
    try {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        admin
            .deleteRecords(
                Map.of(
                    new TopicPartition(topics.applications(), partition),
                    RecordsToDelete.beforeOffset(-1)))
            .all()
            .get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As if Kafka had lost the last {@code records} of a log after the ledger read them. */
  public void pretendToHaveReadOn(Coordinates place, int records) {
    ask(
        "update view.positions set next = next + %d where topic = '%s' and partition = %d returning 1"
            .formatted(records, place.topic(), place.partition()));
  }

  /** The first column of the first row, as text; null for none. */
  public @Nullable String ask(String sql) {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public long count(String table) {
    return Long.parseLong(String.valueOf(ask("select count(*) from " + table)));
  }

  /** Waits until a query that gives a number gives this one. */
  public void awaitCount(String table, long expected) {
    long unusedCount = eventually(PATIENCE, () -> count(table), found -> found == expected);
  }

  @Override
  public void close() {
    open.close();
    pool.close();
    producer.close(Duration.ofSeconds(2));
    admin.close(Duration.ofSeconds(2));
  }
}

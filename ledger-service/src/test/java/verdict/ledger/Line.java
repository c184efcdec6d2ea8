package verdict.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.testkit.Eventually.eventually;
import static verdict.testkit.Eventually.until;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import java.util.Random;
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
import verdict.ledger.project.Projection;
import verdict.ledger.project.ProjectionState;
import verdict.ledger.replay.Replayer;
import verdict.ledger.source.LedgerTopics;
import verdict.ledger.source.LineOffsets;
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

  /** More than the letter topic takes. */
  private static final int LARGE_BYTES = 2 * 1024 * 1024;

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

  /**
   * A record that is compressed below what the topic takes and fits no letter unpacked: the value
   * has two bits of information in each byte.
   */
  public Coordinates sendLarge(String key, byte[] value) {
    Map<String, Object> properties = kafkaProperties();
    properties.put("compression.type", "gzip");
    properties.put("max.request.size", 2 * value.length);
    try (KafkaProducer<byte[], byte[]> large =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      String topic = topics.applications();
      byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
      RecordMetadata sent = large.send(new ProducerRecord<>(topic, bytes, value)).get();
      return new Coordinates(topic, topicId(topic), sent.partition(), sent.offset());
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Such a value. */
  public static byte[] largeValue(int seed) {
    Random random = new Random(seed);
    byte[] value = new byte[LARGE_BYTES];
    for (int index = 0; index < value.length; index++) {
      value[index] = (byte) random.nextInt(4);
    }
    return value;
  }

  /** Fills the tables as a ledger does that copies no pointer letter's value. */
  public void project(long letters) {
    pool.migrate();
    try (LineOffsets offsets = LineOffsets.open(kafkaProperties());
        Projection projection =
            Projection.start(
                kafkaProperties(), topics, 500, pool, offsets, new SimpleMeterRegistry())) {
      awaitCount("view.letters", letters);
      assertThat(projection.state()).isInstanceOf(ProjectionState.Active.class);
    }
  }

  /** docs/operations.md, "To read the picture again". */
  public void forgetPicture() {
    execute(
        "truncate view.positions, view.refusals, view.gaps, view.applications,"
            + " view.inputs, view.scores, view.letters, view.problems");
  }

  /** What gives no rows. */
  public void execute(String sql) {
    pool.<Boolean>write(connection -> connection.createStatement().execute(sql));
  }

  /** Deletes a topic and makes it anew. */
  public void makeAgain(String topic) {
    try {
      admin.deleteTopics(List.of(topic)).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    until(PATIENCE, () -> !exists(topic));
    createTopic(topic);
  }

  private boolean exists(String topic) {
    try {
      return admin.listTopics().names().get().contains(topic);
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

package verdict.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class ServersIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final KafkaServer kafka;
  private final DatabaseServer database;

  ServersIT(KafkaServer kafka, DatabaseServer database) {
    this.kafka = kafka;
    this.database = database;
  }

  @Test
  void a_broker_keeps_its_topics_and_its_port_across_a_restart() throws Exception {
    createTopic(kafka, "kept");
    String before = kafka.bootstrapServers();

    kafka.stop();
    kafka.start();

    assertThat(kafka.bootstrapServers()).isEqualTo(before);
    assertThat(topics(kafka)).contains("kept");
  }

  @Test
  void a_fresh_broker_shares_nothing_with_the_other() throws Exception {
    createTopic(kafka, "only-here");

    KafkaServer other = kafka.fresh();

    assertThat(topics(other)).doesNotContain("only-here");
    other.stop();
    assertThat(topics(kafka)).contains("only-here");
  }

  @Test
  void a_broker_that_was_given_back_is_handed_out_again_and_is_empty() throws Exception {
    KafkaServer first = kafka.fresh();
    createTopic(first, "left-behind");
    try (Admin admin = admin(first)) {
      admin
          .alterConsumerGroupOffsets(
              "left-behind", Map.of(new TopicPartition("left-behind", 0), new OffsetAndMetadata(1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
    first.giveBack();

    KafkaServer second = kafka.fresh();

    assertThat(second.bootstrapServers()).isEqualTo(first.bootstrapServers());
    assertThat(topics(second)).isEmpty();
    try (Admin admin = admin(second)) {
      assertThat(admin.listGroups().all().get(30, TimeUnit.SECONDS)).isEmpty();
    }
  }

  @Test
  void a_database_keeps_its_rows_across_a_restart() throws SQLException {
    DatabaseServer own = database.fresh();
    execute(own, "CREATE TABLE kept AS SELECT 42 AS answer");

    own.stop();
    own.start();

    Eventually.eventually(LIMIT, () -> answer(own), value -> value == 42);
  }

  @Test
  void a_fresh_database_is_empty() throws SQLException {
    DatabaseServer one = database.fresh();
    execute(one, "CREATE TABLE t (x int)");

    execute(database.fresh(), "CREATE TABLE t (x int)");
  }

  private static void createTopic(KafkaServer kafka, String name) throws Exception {
    try (Admin admin = admin(kafka)) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
    }
  }

  private static Iterable<String> topics(KafkaServer kafka) throws Exception {
    try (Admin admin = admin(kafka)) {
      return admin.listTopics().names().get(30, TimeUnit.SECONDS);
    }
  }

  private static Admin admin(KafkaServer kafka) {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private static void execute(DatabaseServer database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int answer(DatabaseServer database) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT answer FROM kept")) {
      return rows.next() ? rows.getInt(1) : -1;
    } catch (SQLException e) {
      return -1;
    }
  }

  private static Connection connect(DatabaseServer database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}

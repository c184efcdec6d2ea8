package verdict.system;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import verdict.app.command.Settings;
import verdict.app.line.Line;
import verdict.app.sample.Submission;
import verdict.app.submit.Answers;
import verdict.app.submit.HttpSubmitter;
import verdict.app.watch.TopicTail;
import verdict.kit.Configuration;
import verdict.ledger.audit.Audit;
import verdict.ledger.audit.AuditReport;
import verdict.ledger.store.DatabaseAccess;
import verdict.ledger.store.LedgerDatabase;
import verdict.testkit.DatabaseServer;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.wire.Topic;

/** What every system test does with a line: configure it, send to it, read from it, audit it. */
final class RunningLine {

  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration AUDIT_LIMIT = Duration.ofSeconds(60);

  private RunningLine() {}

  /** Servers of one's own, services on free ports. */
  static Configuration configuration(
      KafkaServer kafka, DatabaseServer database, Map<String, String> more) {
    return Configuration.read(environment(kafka, database, more), Settings.all());
  }

  /** The same as a process's environment. */
  static Map<String, String> environment(
      KafkaServer kafka, DatabaseServer database, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("VERDICT_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("VERDICT_DATABASE_URL", database.jdbcUrl());
    environment.put("VERDICT_DATABASE_USER", database.user());
    environment.put("VERDICT_DATABASE_PASSWORD", database.password());
    for (String port :
        List.of(
            "INGEST_PORT",
            "INGEST_ADMIN_PORT",
            "SCORING_ADMIN_PORT",
            "LEDGER_ADMIN_PORT",
            "ANALYTICS_ADMIN_PORT")) {
      environment.put("VERDICT_" + port, "0");
    }
    environment.putAll(more);
    return environment;
  }

  static Answers submit(Line line, Stream<Submission> submissions) throws InterruptedException {
    Answers answers = new Answers();
    URI url = URI.create("http://127.0.0.1:" + line.ingestPort().orElseThrow());
    try (HttpSubmitter submitter = new HttpSubmitter(url, System::nanoTime)) {
      for (Submission submission : (Iterable<Submission>) submissions::iterator) {
        if (submission instanceof Submission.OverHttp application) {
          submitter.submit(application, answers::add);
        }
      }
      submitter.await();
    }
    return answers;
  }

  /** The committed records of a topic, once there are as many as expected. */
  static List<ConsumerRecord<byte[], byte[]>> committed(
      Configuration configuration, Topic topic, int expected) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (TopicTail tail = new TopicTail(configuration.kafka(), List.of(topic), true)) {
      Eventually.until(
          PATIENCE,
          () -> {
            tail.poll(POLL).forEach(records::add);
            return records.size() >= expected;
          });
      tail.poll(POLL).forEach(records::add); // one too many would come now
    }
    return records;
  }

  static AuditReport audit(Configuration configuration) {
    try (LedgerDatabase database = LedgerDatabase.open(DatabaseAccess.from(configuration, 2));
        Audit audit = Audit.open(configuration.kafka(), database)) {
      return audit.run(AUDIT_LIMIT);
    }
  }

  /** The audit, once nothing is in flight any more. */
  static AuditReport settledAudit(Configuration configuration) {
    return Eventually.eventually(
        PATIENCE,
        () -> audit(configuration),
        report -> report.counts().filter(counts -> counts.inFlight() == 0).isPresent());
  }
}

package verdict.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.ingest.ServiceFixture.application;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.testkit.DatabaseServer;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;

@ExtendWith(Servers.class)
@Timeout(120)
class DatabaseAwayIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaServer kafka;
  private final DatabaseServer database;

  DatabaseAwayIT(KafkaServer kafka, DatabaseServer shared) throws Exception {
    this.kafka = kafka;
    this.database = shared.fresh();
    ServiceFixture.createTopic(kafka.bootstrapServers());
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      // Stands in for the ledger's view: its columns are the contract.
      statement.execute(
          """
          create schema view;
          create table view.application_status (
            application_id text, revision int, product text, status text, decision text,
            decision_source text, score int, pd double precision, reasons jsonb, letter_id uuid,
            letter_code text, letter_message text, received_at timestamptz,
            decided_at timestamptz, source_topic text, source_partition int, source_offset bigint);
          insert into view.application_status values
            ('a-1', 1, 'p', 'DEAD_LETTERED', null, null, null, null, null,
             '5f1d6c0e-9a39-5f0b-8d0f-2f6c3b1e7a55', 'UNKNOWN_PRODUCT', 'no bundle',
             '2026-11-22T10:00:00+02', '2026-11-22T10:00:01Z', 'loan.applications', 1, 2),
            ('a-1', 2, 'p', 'SCORED', 'REFER', 'SCORE', 580, 0.071234,
             '[{"rank":1,"code":"R01","text":"short history"}]', null, null, null,
             '2026-11-22T11:00:00Z', '2026-11-22T11:00:01.5Z', 'loan.applications', 1, 3),
            ('a-2', 1, 'p', 'DEAD_LETTERED', null, null, null, null, null,
             '5f1d6c0e-9a39-5f0b-8d0f-2f6c3b1e7a55', 'UNKNOWN_PRODUCT', 'no bundle',
             '2026-11-22T10:00:00Z', '2026-11-22T10:00:01Z', 'loan.applications', 1, 2)
          """);
    }
  }

  @Test
  void a_lookup_shows_the_newest_revision() throws Exception {
    try (ServiceFixture ingest = withDatabase()) {
      HttpResponse<String> scored = ingest.look("a-1");
      assertThat(scored.statusCode()).isEqualTo(200);
      assertThat(JSON.readTree(scored.body()))
          .isEqualTo(
              JSON.readTree(
                  """
                  {"applicationId":"a-1","revision":2,"status":"SCORED","decision":"REFER",
                   "decisionSource":"SCORE","score":580,"pd":0.071234,
                   "reasons":[{"rank":1,"code":"R01","text":"short history"}],"letter":null,
                   "receivedAt":"2026-11-22T11:00:00Z","decidedAt":"2026-11-22T11:00:01.500Z"}
                  """));
      assertThat(JSON.readTree(ingest.look("a-2").body()).get("letter"))
          .isEqualTo(
              JSON.readTree(
                  """
                  {"id":"5f1d6c0e-9a39-5f0b-8d0f-2f6c3b1e7a55","code":"UNKNOWN_PRODUCT",
                   "message":"no bundle"}
                  """));
      HttpResponse<String> unknown = ingest.look("a-3");
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.body()).contains("moment");
    }
  }

  @Test
  void while_the_database_is_away_lookups_get_503_and_applications_are_accepted() throws Exception {
    try (ServiceFixture ingest = withDatabase()) {
      assertThat(ingest.look("a-1").statusCode()).isEqualTo(200);
      database.stop();
      try {
        HttpResponse<String> look = ingest.look("a-1");
        assertThat(look.statusCode()).isEqualTo(503);
        assertThat(look.headers().firstValue("retry-after")).isPresent();
        assertThat(ingest.submit(application("database-away")).statusCode()).isEqualTo(202);
        assertThat(ingest.admin("/readyz").statusCode()).isEqualTo(200);
      } finally {
        database.start();
      }
      Eventually.until(
          ServiceFixture.LIMIT,
          () -> {
            try {
              return ingest.look("a-1").statusCode() == 200;
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
    }
  }

  @Test
  void it_starts_without_the_database_and_refuses_a_flood_of_lookups_early() throws Exception {
    try (ServiceFixture ingest =
        new ServiceFixture(
            kafka.bootstrapServers(),
            Map.of("VERDICT_INGEST_POOL_SIZE", "1", "VERDICT_INGEST_LOOKUP_QUEUE", "10"))) {
      List<CompletableFuture<HttpResponse<String>>> looks = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        looks.add(
            ingest.sendAsync(
                java.net.http.HttpRequest.newBuilder(ingest.uri("/v1/applications/a-1")).build()));
      }
      long start = System.nanoTime();
      assertThat(looks).allSatisfy(look -> assertThat(look.join().statusCode()).isEqualTo(503));
      // One second for the one that tries, and another for one that had not waited too long yet.
      assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
      assertThat(ingest.submit(application("no-database")).statusCode()).isEqualTo(202);
    }
  }

  private ServiceFixture withDatabase() {
    return new ServiceFixture(
        kafka.bootstrapServers(),
        Map.of(
            "VERDICT_DATABASE_URL", database.jdbcUrl(),
            "VERDICT_DATABASE_USER", database.user(),
            "VERDICT_DATABASE_PASSWORD", database.password()));
  }
}

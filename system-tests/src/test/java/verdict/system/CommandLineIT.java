package verdict.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import verdict.app.sample.Breakage;
import verdict.testkit.Contents;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.wire.Topic;

/** The command as scripts use it: exit codes, one JSON document, messages without stack traces. */
@ExtendWith(Servers.class)
class CommandLineIT {
  private static final int SIGTERM = 15;

  private static final int COUNT = 1_500;

  /** Addresses where nobody listens. */
  private static final Map<String, String> NOTHING =
      Map.of(
          "VERDICT_KAFKA_BOOTSTRAP_SERVERS",
          "127.0.0.1:1",
          "VERDICT_DATABASE_URL",
          "jdbc:postgresql://127.0.0.1:1/verdict?password=hunter2");

  @Test
  void a_demo_balances_and_makes_a_letter_of_every_broken_kind(@TempDir Path folder)
      throws Exception {
    try (VerdictProcess demo =
        VerdictProcess.start(
            folder, Map.of(), "demo", "--count", COUNT + "", "--seed", "7", "--json")) {
      int code = demo.end();

      assertThat(code).as(demo.err()).isZero();
      List<String> lines = demo.out().lines().toList();
      JsonNode report = new ObjectMapper().readTree(lines.get(lines.size() - 1));
      assertThat(report.get("balanced").asBoolean()).isTrue();
      assertThat(report.get("unaccounted")).isEmpty();
      assertThat(report.get("submitted").asInt()).isEqualTo(COUNT);
      assertThat(report.get("rejected").asInt())
          .isEqualTo(2 * 4); // two of each kind that HTTP refuses
      assertThat(report.get("letters").properties())
          .extracting(Map.Entry::getKey)
          .containsExactlyInAnyOrder(
              "EMPTY_VALUE",
              "INVALID_ATTRIBUTE",
              "INVALID_FIELD",
              "KEY_MISMATCH",
              "TRUNCATED",
              "UNDECODABLE",
              "UNKNOWN_PRODUCT",
              "UNKNOWN_SCHEMA",
              "VALUE_TOO_LARGE");
      assertThat(Breakage.values()).hasSize(15);
    }
  }

  @Test
  void bad_configuration_is_one_message_with_all_problems_and_exit_2(@TempDir Path folder)
      throws Exception {
    Map<String, String> environment =
        Map.of("VERDICT_SCORING_WORKERS", "many", "VERDICT_SCORING_WORKRES", "2");
    for (String command : List.of("ingest", "score", "ledger", "analytics", "demo", "up")) {
      try (VerdictProcess process = VerdictProcess.start(folder, environment, command)) {
        assertThat(process.end()).as(command).isEqualTo(2);
        assertThat(process.err())
            .contains("VERDICT_SCORING_WORKERS")
            .contains("VERDICT_SCORING_WORKRES")
            .doesNotContain("\tat ");
      }
    }
  }

  @Test
  void an_unreachable_broker_is_one_message_and_exit_3(@TempDir Path folder) throws Exception {
    Map<String, String> environment =
        Map.of(
            "VERDICT_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
            "VERDICT_START_TIMEOUT", "1s");
    for (List<String> command :
        List.of(List.of("score"), List.of("topics", "apply"), List.of("scores", "tail"))) {
      try (VerdictProcess process =
          VerdictProcess.start(folder, environment, command.toArray(String[]::new))) {
        assertThat(process.end()).as(command.toString()).isEqualTo(3);
        assertThat(process.err()).contains("127.0.0.1:1").doesNotContain("\tat ");
      }
    }
  }

  @Test
  void an_audit_that_reaches_nothing_is_incomplete_in_json_and_exit_3(@TempDir Path folder)
      throws Exception {
    try (VerdictProcess process = VerdictProcess.start(folder, NOTHING, "audit", "--json")) {
      assertThat(process.end()).as(process.err()).isEqualTo(3);
      JsonNode report = new ObjectMapper().readTree(process.out());
      assertThat(report.get("verdict").asText()).isEqualTo("INCOMPLETE");
      assertThat(report.get("accepted").isNull()).isTrue();
      assertThat(report.get("reasons").get(0).asText())
          .contains("jdbc:postgresql://127.0.0.1:1/verdict")
          .doesNotContain("hunter2");
    }
  }

  @Test
  void a_watched_audit_outlives_an_outage(@TempDir Path folder) throws Exception {
    try (VerdictProcess process =
        VerdictProcess.start(folder, NOTHING, "audit", "--watch", "--json")) {
      String out =
          Eventually.eventually(
              Duration.ofMinutes(2),
              () -> said(process),
              text -> text.lines().count() >= 2 || !process.running());
      assertThat(process.running()).as(process.err()).isTrue();
      assertThat(out.lines()).allMatch(line -> line.contains("\"verdict\":\"INCOMPLETE\""));
    }
  }

  private static String said(VerdictProcess process) {
    try {
      return process.out();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void missing_topics_are_named_with_what_makes_them(@TempDir Path folder, KafkaServer kafka)
      throws Exception {
    Map<String, String> environment =
        Map.of(
            "VERDICT_KAFKA_BOOTSTRAP_SERVERS",
            kafka.fresh().bootstrapServers(),
            "VERDICT_START_TIMEOUT",
            "8s");
    try (VerdictProcess process = VerdictProcess.start(folder, environment, "score")) {
      assertThat(process.end()).isEqualTo(3);
      assertThat(process.err())
          .contains("loan.applications")
          .contains("verdict topics apply")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void a_service_does_not_start_on_topics_that_would_break_a_guarantee(
      @TempDir Path folder, KafkaServer kafka) throws Exception {
    String servers = kafka.fresh().bootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      Contents.answer(
          admin
              .createTopics(
                  List.of(
                      new NewTopic(Topic.LETTERS.topicName(), 8, (short) 1)
                          .configs(Map.of("cleanup.policy", "compact"))))
              .all());
    }
    for (String service : List.of("ingest", "score", "ledger")) {
      try (VerdictProcess process =
          VerdictProcess.start(
              folder,
              Map.of(
                  "VERDICT_KAFKA_BOOTSTRAP_SERVERS",
                  servers,
                  "VERDICT_DATABASE_URL",
                  "jdbc:postgresql://127.0.0.1:1/verdict"),
              service)) {
        assertThat(process.end()).isEqualTo(2);
        assertThat(process.err())
            .contains(Topic.LETTERS.topicName() + " has cleanup.policy=compact")
            .contains("LogAppendTime")
            .doesNotContain("\tat ");
      }
    }
  }

  @Test
  void an_option_out_of_bounds_and_a_file_of_another_kind_are_exit_2_and_no_bug(
      @TempDir Path folder) throws Exception {
    Path latin = Files.write(folder.resolve("latin.ndjson"), new byte[] {'"', (byte) 0xe4, '"'});
    for (List<String> command :
        List.of(
            List.of("demo", "--count", "-1", "--bad-share", "7", "--rate", "-1"),
            List.of("submit", "none.csv", "--url", "localhost:8080"),
            List.of("demo", "--file", latin.toString()),
            List.of("dlq", "list", "--since", "yesterday"),
            List.of("sample", "--count", "-1"))) {
      try (VerdictProcess process =
          VerdictProcess.start(folder, Map.of(), command.toArray(String[]::new))) {
        assertThat(process.end()).as(command + process.err()).isEqualTo(2);
        assertThat(process.err()).isNotBlank().doesNotContain("\tat ", "this is a bug");
      }
    }
  }

  @Test
  void a_demo_that_is_told_to_stop_does_so_in_order_and_leaves_nothing_behind(@TempDir Path folder)
      throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    try (VerdictProcess demo =
        VerdictProcess.start(folder, environment, "demo", "--count", "1000000")) {
      demo.awaitError("sending");
      demo.terminate();

      assertThat(demo.end()).isEqualTo(128 + SIGTERM);
      assertThat(demo.err()).doesNotContain("this is a bug");
      try (var left = Files.list(temporary)) {
        assertThat(left.map(Path::getFileName).map(Path::toString))
            .noneMatch(name -> name.startsWith("verdict-"));
      }
    }
  }

  @Test
  void wrong_usage_is_exit_2_and_help_is_exit_0_with_an_example(@TempDir Path folder)
      throws Exception {
    try (VerdictProcess wrong = VerdictProcess.start(folder, Map.of(), "demo", "--cuont", "5");
        VerdictProcess empty = VerdictProcess.start(folder, Map.of(), "dlq", "replay", "--json");
        VerdictProcess help = VerdictProcess.start(folder, Map.of(), "audit", "--help")) {
      assertThat(wrong.end()).isEqualTo(2);
      assertThat(wrong.err()).contains("--cuont");
      assertThat(empty.end()).isEqualTo(2);
      assertThat(help.end()).isZero();
      assertThat(help.out()).contains("Example:");
    }
  }
}

package verdict.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

final class LogsTest {
  private static final Logger log = LoggerFactory.getLogger("verdict.scoring.Engine");

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  @BeforeEach
  void capture() {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setErr(before);
    Logs.install(Logs.Format.TEXT, "test", Level.WARN, Level.WARN);
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private JsonNode onlyLine() throws IOException {
    assertThat(lines()).hasSize(1);
    return new ObjectMapper().readTree(lines().getFirst());
  }

  private static int divide(int by) {
    return 1 / by;
  }

  private static int wrapped() {
    try {
      return divide(0);
    } catch (ArithmeticException cause) {
      throw new IllegalStateException("wrapped", cause);
    }
  }

  private static RuntimeException failureThroughFrameworks() {
    try {
      CompletableFuture<Integer> never =
          CompletableFuture.supplyAsync(LogsTest::wrapped, Runnable::run);
      throw new AssertionError("answered " + never.join());
    } catch (CompletionException failure) {
      return failure;
    }
  }

  @Test
  void one_failure_is_one_json_object_with_the_root_cause_first_and_framework_frames_cut()
      throws IOException {
    Logs.install(Logs.Format.JSON, "scoring");
    log.atError()
        .addKeyValue("code", "SCORING_FAILED")
        .setCause(failureThroughFrameworks())
        .log("Scoring failed");

    JsonNode line = onlyLine();
    String stack = line.path("stack_trace").asText();
    assertThat(stack)
        .startsWith("java.lang.ArithmeticException: / by zero\n\tat verdict.kit.LogsTest.divide(");
    assertThat(stack.indexOf("ArithmeticException"))
        .isLessThan(stack.indexOf("IllegalStateException"));
    assertThat(stack).contains("frames excluded");
    assertThat(stack)
        // The throw site itself stays, whoever owns it.
        .doesNotContain("CompletableFuture$AsyncSupply.run", "CompletableFuture.asyncSupplyStage")
        .doesNotContain("at org.junit.", "at jdk.internal.reflect");
    assertThat(stack).hasSizeLessThanOrEqualTo(LogStacks.CHARACTERS);
  }

  @Test
  void key_values_are_fields_beside_message_level_and_service() throws IOException {
    Logs.install(Logs.Format.JSON, "scoring");
    log.atWarn()
        .addKeyValue("code", "SCORING_TIMEOUT")
        .addKeyValue("offset", 4711L)
        .addKeyValue("retryable", true)
        .addKeyValue("waited", Duration.ofSeconds(3))
        .addKeyValue("service", "another")
        .log("Gave up\nafter waiting");

    JsonNode line = onlyLine();
    assertThat(line.path("message").asText()).isEqualTo("Gave up\nafter waiting");
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("service").asText()).isEqualTo("scoring");
    assertThat(line.path("logger_name").asText()).isEqualTo("verdict.scoring.Engine");
    assertThat(line.path("code").asText()).isEqualTo("SCORING_TIMEOUT");
    assertThat(line.path("offset").isIntegralNumber()).isTrue();
    assertThat(line.path("retryable").isBoolean()).isTrue();
    assertThat(line.path("waited").asText()).isEqualTo("PT3S");
    assertThat(line.path("service_").asText()).isEqualTo("another");
    assertThat(line.has("stack_trace")).isFalse();
  }

  @Test
  void a_value_that_cannot_be_printed_does_not_cost_the_line() throws IOException {
    Logs.install(Logs.Format.JSON, "scoring");
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };
    log.atWarn().addKeyValue("broken", broken).addKeyValue("after", 1).log("Still here");
    assertThat(onlyLine().path("after").asInt()).isEqualTo(1);
  }

  @Test
  void libraries_are_quiet_and_own_logs_are_not() {
    Logs.install(Logs.Format.JSON, "scoring");
    LoggerFactory.getLogger("org.apache.kafka.common.utils.AppInfoParser").info("Kafka version: x");
    LoggerFactory.getLogger("com.zaxxer.hikari.HikariDataSource").info("starting");
    log.info("started");
    log.debug("not asked for");
    assertThat(lines()).singleElement().asString().contains("started");
  }

  @Test
  void java_util_logging_ends_in_the_same_place() throws IOException {
    Logs.install(Logs.Format.JSON, "scoring");
    java.util.logging.Logger.getLogger("org.postgresql.Driver").warning("from jul");
    assertThat(onlyLine().path("message").asText()).isEqualTo("from jul");
  }

  @Test
  void text_is_a_line_for_people_with_the_same_stack_below() {
    Logs.install(Logs.Format.TEXT, "scoring");
    log.atWarn()
        .addKeyValue("code", "X\nY")
        .setCause(failureThroughFrameworks())
        .log("Scoring failed");
    assertThat(lines().getFirst())
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN {2}Engine {2}Scoring failed {2}code=X\\\\nY");
    assertThat(lines().get(1)).isEqualTo("java.lang.ArithmeticException: / by zero");
  }

  @Test
  void installing_again_replaces_and_does_not_double() {
    Logs.install(Logs.Format.JSON, "scoring");
    Logs.install(Logs.Format.JSON, "scoring");
    log.info("once");
    assertThat(lines()).hasSize(1);
  }
}

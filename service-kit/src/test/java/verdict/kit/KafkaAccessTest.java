package verdict.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.Level;

@Timeout(30)
final class KafkaAccessTest {
  private static final Duration LIMIT = Duration.ofMillis(1500);

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void nobody_there_is_one_clear_message_and_no_log_line() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      Logs.install(Logs.Format.JSON, "test", Level.INFO, Level.INFO);
      String servers = "127.0.0.1:" + freePort();
      assertThatThrownBy(() -> KafkaAccess.await(Map.of("bootstrap.servers", servers), LIMIT))
          .isInstanceOf(UnreachableException.class)
          .hasMessageStartingWith("Kafka at " + servers + " did not answer within 1500ms")
          .hasMessageContaining("VERDICT_KAFKA_BOOTSTRAP_SERVERS")
          .hasMessageNotContaining("\n");
    } finally {
      System.setErr(before);
      Logs.install(Logs.Format.TEXT, "test", Level.WARN, Level.WARN);
    }
    assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void somebody_who_never_answers_is_not_waited_for_without_end() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Map<String, Object> kafka = Map.of("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort());
      assertThatThrownBy(() -> KafkaAccess.await(kafka, LIMIT))
          .isInstanceOf(UnreachableException.class);
    }
  }

  @Test
  void a_client_that_cannot_be_made_is_a_configuration_problem_at_once() {
    Map<String, Object> kafka =
        Map.of(
            "bootstrap.servers", "127.0.0.1:9",
            "security.protocol", "SSL",
            "ssl.truststore.location", "/nowhere/trust.p12");
    assertThatThrownBy(() -> KafkaAccess.await(kafka, Duration.ofMinutes(10)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("/nowhere/trust.p12");
  }

  @Test
  void an_interrupt_ends_the_wait_and_is_kept() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> KafkaAccess.await(Map.of("bootstrap.servers", "127.0.0.1:9"), LIMIT))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }
}

package verdict.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import verdict.kit.AdminServer;
import verdict.kit.ConfigurationException;
import verdict.kit.Health;
import verdict.kit.Metrics;

class ScoreResumeCommandTest {

  private static final String FINGERPRINT = "v1:0123456789abcdef";

  private final StringWriter told = new StringWriter();
  private final AtomicReference<String> heard = new AtomicReference<>("");
  private final PrometheusMeterRegistry registry = Metrics.registry("scoring");
  private final AdminServer service =
      AdminServer.start(
          "127.0.0.1",
          0,
          new Health("scoring"),
          registry,
          Map.of("/resume", ScoreResumeCommandTest.this::hear));
  private final String address = "http://127.0.0.1:" + service.port();

  private void hear(String json) {
    if (json.contains("loan.scores-0")) {
      throw new ConfigurationException(List.of("one problem", "another"));
    }
    heard.set(json);
  }

  @AfterEach
  void stop() {
    service.close();
    registry.close();
  }

  private int run(String... arguments) {
    return new CommandLine(new ScoreResumeCommand())
        .setErr(new PrintWriter(told))
        .setExitCodeExceptionMapper(Failures::exitCode)
        .setExecutionExceptionHandler(Failures::report)
        .execute(arguments);
  }

  @Test
  void it_asks_the_service_to_try_again() {
    assertThat(run("--admin", address)).isZero();
    assertThat(heard.get()).isEqualTo("{}");
  }

  @Test
  void it_says_which_letters_are_wanted_and_how_far() {
    assertThat(
            run(
                "--admin",
                address,
                "--accept",
                FINGERPRINT,
                "--until",
                "loan.applications-0=12,loan.applications-10=0"))
        .isZero();
    assertThat(heard.get())
        .contains("\"accept\":\"" + FINGERPRINT + "\"")
        .contains("\"loan.applications-0\":12")
        .contains("\"loan.applications-10\":0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--accept v1:0123456789abcdef; go together",
        "--until now; go together",
        "--accept v1:0123456789abcdef --until loan.applications-0; is not PARTITION=OFFSET",
        "--accept v1:0123456789abcdef --until a=-1,b; 'b' is not PARTITION=OFFSET",
        "--accept v1:0123456789abcdef --until a=1,a=2; names 'a' twice",
        "--admin localhost:8082; must be like http://",
        "--admin ftp://localhost; must be like http://",
        "--admin http://localhost:1/base; must be like http://"
      })
  void wrong_options_are_usage(String arguments, String problem) {
    assertThat(run(arguments.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(told.toString()).contains(problem);
    assertThat(heard.get()).isEmpty();
  }

  @Test
  void what_the_service_refuses_is_usage_and_all_of_it_is_told() {
    assertThat(run("--admin", address, "--accept", FINGERPRINT, "--until", "loan.scores-0=1"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(told.toString().lines()).containsExactly("verdict: one problem", "verdict: another");
  }

  @Test
  void no_service_is_unreachable() {
    service.close();

    assertThat(run("--admin", address)).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(told.toString()).contains("no scoring service answers at " + address);
  }
}

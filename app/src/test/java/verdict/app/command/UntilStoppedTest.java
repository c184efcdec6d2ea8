package verdict.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UntilStoppedTest {

  private static final int SIGTERM = 15;

  @Test
  void a_second_signal_ends_a_process_whose_stop_takes_too_long() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Stubborn.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = process.inputReader()) {
      assertThat(said.readLine()).isEqualTo("running");

      process.toHandle().destroy(); // its streams stay open
      assertThat(said.readLine()).isEqualTo("stopping");
      assertThat(process.isAlive()).isTrue();

      process.toHandle().destroy(); // its streams stay open
      assertThat(process.waitFor()).isEqualTo(128 + SIGTERM);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Its stop never comes to an end. */
  static final class Stubborn {

    private Stubborn() {}

    public static void main(String[] arguments) {
      System.exit(UntilStopped.run(Stubborn::stop, new Announced(), new Console()));
    }

    private static void stop() throws InterruptedException {
      System.out.println("stopping");
      new CountDownLatch(1).await();
    }
  }

  /** Says when somebody waits for it: from then on signals are obeyed. */
  private static final class Announced extends CompletableFuture<String> {
    @Override
    public String join() {
      System.out.println("running");
      return super.join();
    }
  }
}

package verdict.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import verdict.testkit.Eventually;

/** The verdict command as a process of its own, on this test's class path. */
final class VerdictProcess implements AutoCloseable {

  private static final Duration END_LIMIT = Duration.ofMinutes(4);

  private final Process process;
  private final Path out;
  private final Path err;

  private VerdictProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static VerdictProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "verdict.app.Main"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "verdict", ".out");
    Path err = Files.createTempFile(folder, "verdict", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("VERDICT_"));
    builder.environment().putAll(environment);
    return new VerdictProcess(builder.start(), out, err);
  }

  /** Waits for its end. @return the exit code */
  int end() throws InterruptedException {
    if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the process did not end within " + END_LIMIT);
    }
    return process.exitValue();
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * SIGTERM. It runs what Ctrl-C runs, and reaches a process whose shell started the tests in the
   * background, too: there, SIGINT is ignored.
   */
  void terminate() {
    process.destroy();
  }

  /** Waits until it has said so on stderr. */
  void awaitError(String text) {
    Eventually.until(
        END_LIMIT,
        () -> {
          try {
            return !process.isAlive() || err().contains(text);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  boolean running() {
    return process.isAlive();
  }

  String out() throws IOException {
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  String err() throws IOException {
    return Files.readString(err, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

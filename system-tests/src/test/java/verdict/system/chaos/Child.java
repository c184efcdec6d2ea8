package verdict.system.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that talks on its standard streams; what it logs is kept in a file. */
final class Child implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration DEATH_LIMIT = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /** Starts a class's main method on this class path, and returns at once. */
  static Child start(
      String name,
      Path folder,
      Map<String, String> environment,
      int heapMegabytes,
      Class<?> main,
      String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + heapMegabytes + "m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-OmitStackTraceInFastThrow",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(key -> key.startsWith("VERDICT_"));
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()));
    try {
      Child child = new Child(name, builder.start());
      Thread.ofVirtual().name("hear-" + name).start(child::hear);
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hear() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(said::add);
    } catch (IOException | UncheckedIOException e) {
      // It is dead.
    }
  }

  /** Waits until it says that it is ready. */
  void awaitReady(String ready) throws InterruptedException {
    if (!hears(ready, START_LIMIT)) {
      throw new IllegalStateException(
          name + " does not start; alive: " + isAlive() + ", see its log");
    }
  }

  /** Waits for a line; others are passed over. @return false if it does not come in time */
  boolean hears(String line, Duration limit) throws InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    while (true) {
      String next = said.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return false;
      }
      if (next.equals(line)) {
        return true;
      }
    }
  }

  /** Says a line to it; nobody may be there to hear it. */
  void tell(String order) {
    try {
      process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      // It is dead: whoever waits for its answer will see.
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM, and SIGKILL for who does not end within the limit. @return whether it ended itself */
  boolean stop(Duration limit) throws InterruptedException {
    signal("-TERM"); // Process.destroy would also close its standard input: its end, at once
    if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    kill();
    return false;
  }

  /** SIGSTOP. */
  void freeze() throws InterruptedException {
    signal("-STOP");
  }

  /** SIGCONT. */
  void thaw() throws InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws InterruptedException {
    try {
      int refused =
          new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
      if (refused != 0 && process.isAlive()) {
        throw new IllegalStateException("kill " + signal + " of " + name + " says " + refused);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      // Whoever deletes its files must not race with it.
      boolean ignored =
          process.destroyForcibly().waitFor(DEATH_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

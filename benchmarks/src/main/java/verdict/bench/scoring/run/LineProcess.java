package verdict.bench.scoring.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import verdict.bench.scoring.engine.Answer;

/**
 * Another JVM with this one's class path, spoken with line by line. It ends with its standard
 * input, so that none is left behind however this one ends.
 */
final class LineProcess implements AutoCloseable {

  private static final Duration END_LIMIT = Duration.ofSeconds(15);

  /** Stands for the end of its output. */
  private static final String ENDED = "failed the process ended";

  private final Process process;
  private final BufferedWriter orders;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>(); // a handful of lines

  /**
   * @param options of the JVM
   * @param log takes what it writes to standard error
   */
  LineProcess(List<String> options, String mainClass, List<String> arguments, Path log) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    try {
      process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    orders = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofPlatform().name("answers of " + mainClass).daemon(true).start(this::listen);
  }

  private void listen() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().map(Answer::of).flatMap(Optional::stream).forEach(answers::add);
    } catch (IOException | UncheckedIOException e) {
      answers.add("failed " + e.getMessage());
    }
    answers.add(ENDED);
  }

  /** This JVM's own options. */
  static List<String> sameOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  void order(String line) {
    try {
      orders.write(line);
      orders.newLine();
      orders.flush();
    } catch (IOException e) {
      answers.add(ENDED);
    }
  }

  /**
   * The next line that it says.
   *
   * @throws BenchmarkException if there is none in time, or it says that something failed
   */
  String await(Duration limit) {
    try {
      String answer = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (answer == null) {
        throw new BenchmarkException("no answer within " + limit.toSeconds() + " s");
      }
      return checked(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted");
    }
  }

  /**
   * Returns if nothing was said.
   *
   * @throws BenchmarkException if it said that something failed
   */
  void check() {
    String answer = answers.poll();
    if (answer != null) {
      checked(answer);
    }
  }

  private String checked(String answer) {
    if (answer.startsWith("failed ")) {
      if (answer.equals(ENDED)) {
        answers.add(ENDED); // for whoever asks next
      }
      throw new BenchmarkException(answer.substring("failed ".length()));
    }
    return answer;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    try (orders) {
      orders.flush();
    } catch (IOException e) {
      // It has ended already.
    }
    try {
      if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

package verdict.bench.scoring.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.event.Level;
import verdict.bench.scoring.engine.Answer;
import verdict.embedded.EmbeddedKafka;
import verdict.kit.Logs;

/**
 * The broker's own process: says its address, and ends with its standard input. When it ends by
 * itself it takes its data with it, gigabytes of which nobody asked for; when it is killed, the
 * driver does. Who kills both has to delete them.
 */
public final class BrokerMain {

  /** What was deleted goes at once: a run writes more than a disk may hold for an hour. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "log.segment.delete.delay.ms",
          "1000",
          // Engines with several consumers: the first assignment waits for all, or it would be
          // followed by another in the middle of a run.
          "group.initial.rebalance.delay.ms",
          "300");

  /**
   * As Kafka's own start script has it: a broker that collects for as long as a transaction lasts
   * would be what latencies show, of every engine.
   */
  private static final List<String> COLLECTOR =
      List.of(
          "-Xmx1g",
          "-XX:+UseG1GC",
          "-XX:MaxGCPauseMillis=20",
          "-XX:InitiatingHeapOccupancyPercent=35");

  /** While it deletes, the broker still makes files. */
  private static final int ATTEMPTS = 10;

  private BrokerMain() {}

  /** Starts it in a process with this one's options, but for the heap and its collector. */
  static LineProcess launch(Path data, Path log) {
    List<String> options = new ArrayList<>(LineProcess.sameOptions());
    options.removeIf(option -> option.startsWith("-Xmx") || option.endsWith("GC"));
    options.addAll(COLLECTOR);
    return new LineProcess(options, BrokerMain.class.getName(), List.of(data.toString()), log);
  }

  /** The argument is the data directory. */
  public static void main(String[] arguments) throws IOException {
    Logs.install(Logs.Format.TEXT, "benchmark-broker", Level.ERROR, Level.ERROR);
    Path data = Path.of(arguments[0]);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(data)));
    EmbeddedKafka kafka = EmbeddedKafka.start(data, 0, SETTINGS);
    Answer.say(kafka.bootstrapServers());
    while (System.in.read() >= 0) {
      // nobody writes: the driver's end is the end of this input
    }
    System.exit(0);
  }

  /** Deletes what is there; what cannot be deleted stays. */
  static void delete(Path data) {
    for (int attempt = 1; attempt <= ATTEMPTS && Files.exists(data); attempt++) {
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException e) {
        // the broker was quicker
      }
    }
  }
}

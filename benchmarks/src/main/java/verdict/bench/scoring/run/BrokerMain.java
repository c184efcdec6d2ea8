package verdict.bench.scoring.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.event.Level;
import verdict.embedded.EmbeddedKafka;
import verdict.kit.Logs;

/** The broker's own process: says its address, and ends with its standard input. */
public final class BrokerMain {

  /** What was deleted goes at once: a run writes more than a disk may hold for an hour. */
  private static final Map<String, String> SETTINGS = Map.of("log.segment.delete.delay.ms", "1000");

  private BrokerMain() {}

  /** The argument is the data directory. */
  public static void main(String[] arguments) throws IOException {
    Logs.install(Logs.Format.TEXT, "benchmark-broker", Level.ERROR, Level.ERROR);
    EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0, SETTINGS);
    System.out.println(kafka.bootstrapServers());
    System.out.flush();
    while (System.in.read() >= 0) {
      // nobody writes: the driver's end is the end of this input
    }
    // The data goes, too: nothing is worth an orderly stop.
    Runtime.getRuntime().halt(0);
  }
}

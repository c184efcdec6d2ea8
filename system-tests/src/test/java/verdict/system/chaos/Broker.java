package verdict.system.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import verdict.embedded.LeaderlessPartitions;

/**
 * A broker as a process of its own, so that it can be killed. Arguments: the file of its settings,
 * the cluster's id.
 */
final class Broker {

  static final String READY = "ready";

  private Broker() {}

  public static void main(String[] arguments) throws Exception {
    LeaderlessPartitions.mend();
    Map<String, String> settings = settings(Path.of(arguments[0]));
    Path directory = Path.of(settings.getOrDefault("log.dirs", ""));
    if (Files.notExists(directory.resolve("meta.properties"))) {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(Integer.parseInt(settings.getOrDefault("node.id", "")))
          .setClusterId(arguments[1])
          .setControllerListenerName(settings.getOrDefault("controller.listener.names", ""))
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .run();
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    server.startup();
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop"));
    System.out.println(READY);
    System.out.flush();
    while (System.in.read() >= 0) {
      // Nothing is said to it: the end of the input is the end of its conductor.
    }
    Runtime.getRuntime().halt(0);
  }

  private static Map<String, String> settings(Path file) throws IOException {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      read.load(reader);
    }
    Map<String, String> settings = new HashMap<>();
    read.stringPropertyNames().forEach(name -> settings.put(name, read.getProperty(name)));
    return settings;
  }
}

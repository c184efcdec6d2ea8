package verdict.system.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import verdict.embedded.BrokerSettings;

/**
 * Two brokers as processes, the first the controller, too; each partition lives on both. To each
 * scoring process a {@link Link} leads from both.
 */
final class Cluster implements AutoCloseable {

  static final int BROKERS = 2;

  /** A clean stop of a broker whose controller is away takes minutes: nobody waits for it. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  /** Below what systems give to outgoing connections, which would take a stopped broker's port. */
  private static final int FIRST_PORT = 20_000;

  private static final int PORTS = 10_000;
  private static final int HEAP_MEGABYTES = 512;
  private static final String HOST = "127.0.0.1";

  private final Path folder;
  private final String id = Uuid.randomUuid().toString();
  private final List<Integer> directPorts = new ArrayList<>();
  private final List<List<Link>> links = new ArrayList<>();
  private final List<Child> brokers = new ArrayList<>();

  private Cluster(Path folder) {
    this.folder = folder;
  }

  /** Starts both brokers and waits for them. */
  static Cluster start(Path folder, int processes) throws InterruptedException {
    Cluster cluster = new Cluster(folder);
    try {
      cluster.startBrokers(processes);
      return cluster;
    } catch (RuntimeException | InterruptedException e) {
      cluster.close();
      throw e;
    }
  }

  private void startBrokers(int processes) throws InterruptedException {
    List<Integer> ports = freePorts(1 + BROKERS * (1 + processes));
    int controller = ports.removeFirst();
    for (int broker = 0; broker < BROKERS; broker++) {
      int direct = ports.removeFirst();
      List<Integer> behindLinks = new ArrayList<>();
      List<Link> brokerLinks = new ArrayList<>();
      for (int process = 0; process < processes; process++) {
        behindLinks.add(ports.removeFirst());
        brokerLinks.add(Link.to(behindLinks.getLast()));
      }
      directPorts.add(direct);
      links.add(brokerLinks);
      write(broker, controller, direct, behindLinks, brokerLinks);
      brokers.add(launch(broker));
    }
    for (Child broker : brokers) {
      broker.awaitReady(Broker.READY);
    }
  }

  private void write(
      int broker, int controller, int direct, List<Integer> behindLinks, List<Link> brokerLinks) {
    Map<String, String> settings = new HashMap<>(BrokerSettings.common());
    boolean controls = broker == 0;
    List<String> listeners = new ArrayList<>(List.of("DIRECT://" + HOST + ":" + direct));
    List<String> advertised = new ArrayList<>(listeners);
    List<String> protocols = new ArrayList<>(List.of("DIRECT:PLAINTEXT", "CONTROLLER:PLAINTEXT"));
    for (int process = 0; process < behindLinks.size(); process++) {
      listeners.add("LINK%d://%s:%d".formatted(process, HOST, behindLinks.get(process)));
      advertised.add("LINK%d://%s:%d".formatted(process, HOST, brokerLinks.get(process).port()));
      protocols.add("LINK%d:PLAINTEXT".formatted(process));
    }
    if (controls) {
      listeners.add("CONTROLLER://" + HOST + ":" + controller);
    }
    settings.put("process.roles", controls ? "broker,controller" : "broker");
    settings.put("node.id", Integer.toString(broker + 1));
    settings.put("controller.quorum.voters", "1@" + HOST + ":" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "DIRECT");
    settings.put("listeners", String.join(",", listeners));
    settings.put("advertised.listeners", String.join(",", advertised));
    settings.put("listener.security.protocol.map", String.join(",", protocols));
    settings.put("log.dirs", folder.resolve("broker-" + broker).toString());
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      settings.put(topic + ".replication.factor", Integer.toString(BROKERS));
    }
    Properties properties = new Properties();
    properties.putAll(settings);
    try (var out = Files.newBufferedWriter(settingsFile(broker))) {
      properties.store(out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path settingsFile(int broker) {
    return folder.resolve("broker-" + broker + ".properties");
  }

  private Child launch(int broker) {
    return Child.start(
        "broker-" + broker,
        folder,
        Map.of(),
        HEAP_MEGABYTES,
        Broker.class,
        settingsFile(broker).toString(),
        id);
  }

  /** For who is never cut off. */
  String bootstrap() {
    return directPorts.stream().map(port -> HOST + ":" + port).collect(Collectors.joining(","));
  }

  /** Through this process's links. */
  String bootstrap(int process) {
    return links(process).stream()
        .map(link -> HOST + ":" + link.port())
        .collect(Collectors.joining(","));
  }

  List<Link> links(int process) {
    return links.stream().map(ofBroker -> ofBroker.get(process)).toList();
  }

  void kill(int broker) throws InterruptedException {
    brokers.get(broker).kill();
  }

  /** Stops it, or kills it if that takes too long. @return whether it stopped */
  boolean stop(int broker) throws InterruptedException {
    return brokers.get(broker).stop(STOP_LIMIT);
  }

  void restart(int broker) throws InterruptedException {
    brokers.set(broker, launch(broker));
    brokers.get(broker).awaitReady(Broker.READY);
  }

  @Override
  public void close() {
    links.forEach(ofBroker -> ofBroker.forEach(Link::close));
    brokers.forEach(Child::close);
  }

  private static List<Integer> freePorts(int count) {
    List<Integer> free = new ArrayList<>();
    int start = (int) (ProcessHandle.current().pid() * 37 % PORTS);
    IntStream.range(0, PORTS)
        .map(step -> FIRST_PORT + (start + step) % PORTS)
        .filter(Cluster::isFree)
        .limit(count)
        .forEach(free::add);
    return free;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

package verdict.app.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.analytics.AnalyticsConfig;
import verdict.analytics.AnalyticsService;
import verdict.analytics.AnalyticsSettings;
import verdict.app.topics.TopicCatalog;
import verdict.app.topics.TopicsConfig;
import verdict.embedded.Durability;
import verdict.embedded.EmbeddedKafka;
import verdict.embedded.EmbeddedPostgres;
import verdict.ingest.IngestConfig;
import verdict.ingest.IngestService;
import verdict.ingest.IngestSettings;
import verdict.kit.Configuration;
import verdict.kit.ConfigurationException;
import verdict.kit.DatabaseSettings;
import verdict.kit.KitSettings;
import verdict.kit.Lifecycle;
import verdict.kit.Setting;
import verdict.ledger.LedgerConfig;
import verdict.ledger.LedgerService;
import verdict.ledger.LedgerSettings;
import verdict.scoring.ScoringConfig;
import verdict.scoring.ScoringService;
import verdict.scoring.ScoringSettings;

/** A running line: servers, topics, services. Closing it stops them in reverse. */
public final class Line implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Line.class);
  private static final int KAFKA_PORT = 9092;
  private static final int POSTGRES_PORT = 5432;

  private static final List<Setting<Integer>> PORTS =
      List.of(
          IngestSettings.PORT,
          IngestSettings.ADMIN_PORT,
          ScoringSettings.ADMIN_PORT,
          LedgerSettings.ADMIN_PORT,
          AnalyticsSettings.ADMIN_PORT);

  private final Lifecycle lifecycle;
  private final Configuration configuration;
  private final @Nullable IngestService ingest;
  private final CompletableFuture<String> failure;

  private Line(
      Lifecycle lifecycle,
      Configuration configuration,
      @Nullable IngestService ingest,
      CompletableFuture<String> failure) {
    this.lifecycle = lifecycle;
    this.configuration = configuration;
    this.ingest = ingest;
    this.failure = failure;
  }

  /** For a demonstration: free ports, data that goes with it. */
  public static Line onFreePorts(Configuration base) {
    Configuration configuration = base;
    for (Setting<Integer> port : PORTS) {
      configuration = configuration.with(port, "0");
    }
    return start(configuration, Optional.empty(), 0, 0, Set.of());
  }

  /**
   * For keeps: the usual ports.
   *
   * @param data where Kafka and PostgreSQL keep their files; empty for a folder that goes with the
   *     line
   */
  public static Line onUsualPorts(Configuration base, Optional<Path> data, Set<LinePart> without) {
    return start(base, data, KAFKA_PORT, POSTGRES_PORT, without);
  }

  /** Topics and services against servers that run already. */
  public static Line onServers(Configuration configuration, Set<LinePart> without) {
    applyTopics(configuration);
    return Lifecycle.starting(lifecycle -> services(lifecycle, configuration, without));
  }

  private static Line start(
      Configuration base,
      Optional<Path> data,
      int kafkaPort,
      int postgresPort,
      Set<LinePart> without) {
    return Lifecycle.starting(
        lifecycle -> {
          closeAtExit(lifecycle);
          return start(lifecycle, base, data, kafkaPort, postgresPort, without);
        });
  }

  private static Line start(
      Lifecycle lifecycle,
      Configuration base,
      Optional<Path> data,
      int kafkaPort,
      int postgresPort,
      Set<LinePart> without) {
    Path folder = data.orElseGet(() -> temporary(lifecycle));
    Durability durability = data.isPresent() ? Durability.POWER_LOSS : Durability.PROCESS_DEATH;
    // Side by side: each takes seconds, and neither needs the other.
    CompletableFuture<EmbeddedPostgres> database =
        CompletableFuture.supplyAsync(
            () -> EmbeddedPostgres.start(folder.resolve("postgres"), postgresPort, durability));
    EmbeddedKafka kafka;
    try {
      kafka =
          lifecycle.add("kafka", EmbeddedKafka.start(folder.resolve("kafka"), kafkaPort, Map.of()));
    } finally {
      database.handle((started, error) -> null).join();
      if (!database.isCompletedExceptionally()) {
        lifecycle.add("postgres", database.join());
      }
    }
    EmbeddedPostgres postgres = joined(database);
    Configuration configuration =
        base.with(KitSettings.KAFKA_BOOTSTRAP_SERVERS, kafka.bootstrapServers())
            .with(DatabaseSettings.URL, postgres.jdbcUrl())
            .with(DatabaseSettings.USER, postgres.user())
            .with(DatabaseSettings.PASSWORD, postgres.password())
            .with(AnalyticsSettings.STATE, folder.resolve("streams").toString());
    applyTopics(configuration);
    return services(lifecycle, configuration, without);
  }

  /** From the first part on: a signal may come at any time, and leaves no servers behind. */
  private static void closeAtExit(Lifecycle lifecycle) {
    Thread hook = new Thread(() -> closeLogging(lifecycle), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    lifecycle.onClose("exit", () -> forget(hook));
  }

  private static void closeLogging(Lifecycle lifecycle) {
    try {
      lifecycle.close();
    } catch (IllegalStateException e) {
      log.atError().setCause(e).log("a part did not stop cleanly");
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process is ending: the hook runs, or it waits for whoever closes.
    }
  }

  private static Line services(
      Lifecycle lifecycle, Configuration configuration, Set<LinePart> without) {
    CompletableFuture<String> failure =
        new CompletableFuture<>(); // of the one service that may end by itself
    if (!without.contains(LinePart.LEDGER)) {
      lifecycle.add("ledger", LedgerService.start(LedgerConfig.from(configuration)));
    }
    if (!without.contains(LinePart.SCORE)) {
      ScoringService scoring =
          lifecycle.add("scoring", ScoringService.start(ScoringConfig.from(configuration)));
      failure = scoring.failure();
    }
    if (!without.contains(LinePart.ANALYTICS)) {
      lifecycle.add("analytics", AnalyticsService.start(AnalyticsConfig.from(configuration)));
    }
    IngestService ingest =
        without.contains(LinePart.INGEST)
            ? null
            : lifecycle.add("ingest", IngestService.start(IngestConfig.from(configuration)));
    return new Line(lifecycle, configuration, ingest, failure);
  }

  private static void applyTopics(Configuration configuration) {
    try (Admin admin = Admin.create(configuration.kafka())) {
      if (TopicCatalog.apply(admin, TopicsConfig.from(configuration))
          instanceof TopicCatalog.Outcome.Refused refused) {
        throw new ConfigurationException(refused.plan().refusals());
      }
    }
  }

  private static EmbeddedPostgres joined(CompletableFuture<EmbeddedPostgres> database) {
    try {
      return database.join();
    } catch (java.util.concurrent.CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static Path temporary(Lifecycle lifecycle) {
    try {
      Path folder = Files.createTempDirectory("verdict-");
      lifecycle.onClose("temporary folder", () -> delete(folder));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** What clients of this line run with: its Kafka, its PostgreSQL. */
  public Configuration configuration() {
    return configuration;
  }

  /** Where the ingest service listens; empty on a line without it. */
  public Optional<Integer> ingestPort() {
    return Optional.ofNullable(ingest).map(IngestService::port);
  }

  /** Where everything listens, for people. */
  public String places() {
    return "Kafka %s, PostgreSQL %s%s"
        .formatted(
            configuration.get(KitSettings.KAFKA_BOOTSTRAP_SERVERS),
            configuration.get(DatabaseSettings.URL),
            ingestPort().map(port -> ", ingest http://127.0.0.1:" + port).orElse(""));
  }

  /** Completes with the reason if a service ends by itself. */
  public CompletableFuture<String> failure() {
    return failure;
  }

  @Override
  public void close() {
    lifecycle.close();
  }
}

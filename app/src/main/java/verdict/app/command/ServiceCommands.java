package verdict.app.command;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import verdict.analytics.AnalyticsConfig;
import verdict.analytics.AnalyticsService;
import verdict.ingest.IngestConfig;
import verdict.ingest.IngestService;
import verdict.kit.Configuration;
import verdict.kit.Logs;
import verdict.ledger.LedgerConfig;
import verdict.ledger.LedgerService;
import verdict.scoring.ScoringConfig;
import verdict.scoring.ScoringService;
import verdict.scoring.ScoringSettings;
import verdict.scoring.ShadowConfig;
import verdict.scoring.ShadowService;

/** One service each, against the configured Kafka and PostgreSQL, until it is told to stop. */
public final class ServiceCommands {

  private ServiceCommands() {}

  /** What they have in common: the configuration, the logs, the checks, the wait. */
  abstract static class Service implements Callable<Integer> {

    @Option(
        names = "--print-config",
        description = "Print every value in force and its origin, then end.")
    private boolean printConfig;

    private final String name;

    Service(String name) {
      this.name = name;
    }

    /** The environment's, and what options say. */
    Configuration configuration() {
      return Settings.read();
    }

    /** Takes its part of the configuration; what is returned starts the service. */
    abstract Supplier<Started> prepare(Configuration configuration);

    /** The future completes if the service ends by itself. */
    record Started(AutoCloseable service, CompletableFuture<String> failure) {}

    @Override
    public Integer call() {
      Configuration configuration = configuration();
      if (printConfig) {
        configuration.describe().forEach(new Console()::line);
        return ExitCode.DONE;
      }
      Logs.install(configuration, name);
      Supplier<Started> start = prepare(configuration);
      StartCheck.topics(configuration);
      Started started = start.get();
      return UntilStopped.run(started.service(), started.failure(), new Console());
    }

    /** One that does not end by itself. */
    static <C> Supplier<Started> lasting(C config, Function<C, ? extends AutoCloseable> start) {
      return () -> new Started(start.apply(config), new CompletableFuture<>());
    }
  }

  /** What decides by bundles. */
  abstract static class Deciding extends Service {

    @Option(
        names = "--dev",
        description = "Take a bundle whose files changed under the same version.")
    private boolean dev;

    Deciding(String name) {
      super(name);
    }

    @Override
    Configuration configuration() {
      return dev ? Settings.read().with(ScoringSettings.BUNDLE_DEV, "true") : Settings.read();
    }
  }

  /** HTTP to Kafka. */
  @Command(
      mixinStandardHelpOptions = true,
      name = "ingest",
      description = "Run the ingest service: HTTP in, Kafka out.",
      footer = {"", "Example: VERDICT_INGEST_PORT=8080 verdict ingest"})
  public static final class Ingest extends Service {
    public Ingest() {
      super("ingest");
    }

    @Override
    Supplier<Started> prepare(Configuration configuration) {
      return lasting(IngestConfig.from(configuration), IngestService::start);
    }
  }

  /** Applications to verdicts. */
  @Command(
      mixinStandardHelpOptions = true,
      name = "score",
      subcommands = ScoreResumeCommand.class,
      description = "Run the scoring service: applications in, scores and letters out.",
      footer = {"", "Example: VERDICT_BUNDLE=my-bundle verdict score"})
  public static final class Score extends Deciding {
    public Score() {
      super("scoring");
    }

    @Override
    Supplier<Started> prepare(Configuration configuration) {
      ScoringConfig config = ScoringConfig.from(configuration);
      return () -> {
        ScoringService service = ScoringService.start(config);
        return new Started(service, service.failure());
      };
    }
  }

  /** Applications to the challenger's opinion. */
  @Command(
      mixinStandardHelpOptions = true,
      name = "shadow",
      description = "Run the shadow service: applications in, the challenger's scores out.",
      footer = {"", "Example: VERDICT_SHADOW_APPROVED_PERCENT=10 verdict shadow"})
  public static final class Shadow extends Deciding {
    public Shadow() {
      super("shadow");
    }

    @Override
    Supplier<Started> prepare(Configuration configuration) {
      ShadowConfig config = ShadowConfig.from(configuration);
      return () -> {
        ShadowService service = ShadowService.start(config);
        return new Started(service, service.failure());
      };
    }
  }

  /** Topics to PostgreSQL. */
  @Command(
      mixinStandardHelpOptions = true,
      name = "ledger",
      description = "Run the ledger service: topics in, PostgreSQL out.",
      footer = {
        "",
        "Example: VERDICT_DATABASE_URL=jdbc:postgresql://127.0.0.1:5432/verdict verdict ledger"
      })
  public static final class Ledger extends Service {
    public Ledger() {
      super("ledger");
    }

    @Override
    Supplier<Started> prepare(Configuration configuration) {
      return lasting(LedgerConfig.from(configuration), LedgerService::start);
    }
  }

  /** Scores to aggregates. */
  @Command(
      mixinStandardHelpOptions = true,
      name = "analytics",
      description = "Run the analytics service: scores in, aggregates out.",
      footer = {"", "Example: verdict analytics"})
  public static final class Analytics extends Service {
    public Analytics() {
      super("analytics");
    }

    @Override
    Supplier<Started> prepare(Configuration configuration) {
      return lasting(AnalyticsConfig.from(configuration), AnalyticsService::start);
    }
  }
}

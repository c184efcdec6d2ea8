package verdict.system.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import verdict.app.command.Settings;
import verdict.app.line.Line;
import verdict.app.line.LinePart;
import verdict.embedded.Durability;
import verdict.embedded.EmbeddedPostgres;
import verdict.kit.Configuration;
import verdict.ledger.audit.Audit;
import verdict.ledger.audit.AuditReport;
import verdict.ledger.store.DatabaseAccess;
import verdict.ledger.store.LedgerDatabase;
import verdict.testkit.Contents;
import verdict.testkit.Eventually;
import verdict.testkit.OutcomeVerifier.Problem;
import verdict.wire.Topic;

/**
 * One seed: a line of its own under load suffers the seed's faults for a while, is left in peace,
 * and must then have one outcome for each record. Odd seeds speak the new group protocol, even ones
 * the classic one.
 */
final class ChaosRun {

  static final int PROCESSES = 3;

  private static final int RATE = 250;
  private static final int ONE_BROKEN_IN = 12;
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration SETTLE_LIMIT = Duration.ofMinutes(10);
  private static final Duration READ_LIMIT = Duration.ofMinutes(2);
  private static final Duration AUDIT_LIMIT = Duration.ofMinutes(2);
  private static final int AUDIT_CONNECTIONS = 2;

  private final long seed;
  private final Path folder;
  private final Duration length;
  private final Pause pause = new Pause();
  private final FaultTally tally = new FaultTally();
  private final Progress progress = new Progress(System::nanoTime);

  private ChaosRun(long seed, Path folder, Duration length) {
    this.seed = seed;
    this.folder = folder;
    this.length = length;
  }

  /**
   * @param folder empty; keeps the processes' logs
   * @param length how long faults are injected
   */
  static Report of(long seed, Path folder, Duration length) throws InterruptedException {
    ChaosRun run = new ChaosRun(seed, folder, length);
    try {
      return run.run();
    } catch (RuntimeException | AssertionError e) {
      run.tally.brokeOff(e);
      return run.report(0, List.of());
    }
  }

  @SuppressWarnings("try") // the ledger only has to be there
  private Report run() throws InterruptedException {
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(folder.resolve("postgres"), 0, Durability.PROCESS_DEATH);
        Cluster cluster = Cluster.start(folder, PROCESSES);
        Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()));
        Line ledger = ledger(cluster, postgres);
        Load load = new Load(cluster.bootstrap(), seed, ONE_BROKEN_IN, pause)) {
      Contents contents = new Contents(cluster.bootstrap(), admin);
      List<ScoringSlot> slots = new ArrayList<>();
      try {
        for (int process = 0; process < PROCESSES; process++) {
          slots.add(slot(process, cluster, new Transactions(admin, pause)));
        }
        start(slots);
        ServerFaults servers = new ServerFaults(cluster, postgres, admin, progress, pause, tally);
        rage(slots, servers, load, contents);
        settle(contents);
        for (ScoringSlot slot : slots) {
          slot.stop();
        }
        return verify(contents, configuration(cluster.bootstrap(), postgres), load.acknowledged());
      } finally {
        slots.forEach(ScoringSlot::close);
      }
    }
  }

  private ScoringSlot slot(int process, Cluster cluster, Transactions transactions) {
    Map<String, String> environment = new HashMap<>();
    environment.put("VERDICT_KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrap(process));
    environment.put("VERDICT_SCORING_INSTANCE", "slot-" + process);
    environment.put("VERDICT_SCORING_ADMIN_PORT", "0");
    environment.put("VERDICT_SCORING_TRANSACTION_RECORDS", "50");
    environment.put("VERDICT_SCORING_IN_FLIGHT_RECORDS", "500");
    environment.put("VERDICT_START_TIMEOUT", "5m");
    if (seed % 2 == 0) {
      environment.put("VERDICT_SCORING_GROUP_PROTOCOL", "classic");
      // With the new protocol the broker says so.
      environment.put("VERDICT_KAFKA_SESSION_TIMEOUT_MS", "6000");
      environment.put("VERDICT_KAFKA_HEARTBEAT_INTERVAL_MS", "1000");
    }
    return new ScoringSlot(
        process, folder, environment, cluster.links(process), transactions, pause, tally);
  }

  private static Line ledger(Cluster cluster, EmbeddedPostgres postgres) {
    return Line.onServers(
        configuration(cluster.bootstrap(), postgres),
        Set.of(LinePart.INGEST, LinePart.SCORE, LinePart.ANALYTICS));
  }

  private static Configuration configuration(String bootstrap, EmbeddedPostgres postgres) {
    Map<String, String> environment =
        Map.of(
            "VERDICT_KAFKA_BOOTSTRAP_SERVERS",
            bootstrap,
            "VERDICT_DATABASE_URL",
            postgres.jdbcUrl(),
            "VERDICT_DATABASE_USER",
            postgres.user(),
            "VERDICT_DATABASE_PASSWORD",
            postgres.password(),
            "VERDICT_LEDGER_ADMIN_PORT",
            "0",
            "VERDICT_TOPICS_REPLICATION",
            Integer.toString(Cluster.BROKERS));
    return Configuration.read(environment, Settings.all());
  }

  /** Side by side: each takes seconds. */
  private static void start(List<ScoringSlot> slots) throws InterruptedException {
    slots.forEach(ScoringSlot::launch);
    for (ScoringSlot slot : slots) {
      slot.awaitReady();
    }
  }

  /** Load and faults, side by side, until the time is over or the line stalls. */
  private void rage(List<ScoringSlot> slots, ServerFaults servers, Load load, Contents contents)
      throws InterruptedException {
    try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      running.add(
          lanes.submit(
              () -> {
                load.flow(RATE);
                return true;
              }));
      for (int process = 0; process < slots.size(); process++) {
        ScoringSlot slot = slots.get(process);
        FaultPlan plan = FaultPlan.ofProcess(seed, process);
        running.add(lanes.submit(() -> suffer(slot, plan)));
      }
      FaultPlan plan = FaultPlan.ofServers(seed);
      running.add(lanes.submit(() -> suffer(servers, plan)));
      try {
        watch(contents, running);
      } finally {
        pause.end(); // or the lanes would never be done
      }
      // What was done to the line last is undone meanwhile, and somebody has to look on.
      while (!running.stream().allMatch(Future::isDone)) {
        progress.look(contents);
        LockSupport.parkNanos(LOOK.toNanos());
      }
      for (Future<?> lane : running) {
        finish(lane);
      }
    }
  }

  private boolean suffer(ScoringSlot slot, FaultPlan plan) throws InterruptedException {
    while (!pause.isOver()) {
      FaultPlan.Planned planned = plan.next();
      pause.of(planned.rest());
      if (!pause.isOver()) {
        slot.suffer(planned);
      }
    }
    return true;
  }

  private boolean suffer(ServerFaults servers, FaultPlan plan) throws InterruptedException {
    while (!pause.isOver()) {
      FaultPlan.Planned planned = plan.next();
      pause.of(planned.rest());
      if (!pause.isOver()) {
        servers.suffer(planned);
      }
    }
    return true;
  }

  private void watch(Contents contents, List<Future<?>> lanes) throws InterruptedException {
    long until = System.nanoTime() + length.toNanos();
    while (System.nanoTime() - until < 0 && lanes.stream().noneMatch(Future::isDone)) {
      pause.of(LOOK);
      progress.look(contents);
      if (progress.isStalled()) {
        tally.problem("stalled under faults: " + contents.uncommitted());
        return;
      }
    }
  }

  private void finish(Future<?> lane) throws InterruptedException {
    try {
      lane.get();
    } catch (ExecutionException e) {
      tally.problem("a lane broke: " + e.getCause());
    }
  }

  /** Nothing is done to it any more: each partition must come to its end. */
  private void settle(Contents contents) {
    progress.beginAnew();
    Eventually.until(SETTLE_LIMIT, () -> progress.look(contents) || progress.isOneStalled());
    if (progress.isOneStalled()) {
      tally.problem("a partition stalled in peace: " + contents.uncommitted());
    }
  }

  private Report verify(Contents contents, Configuration configuration, long acknowledged) {
    List<Problem> broken = contents.problems(READ_LIMIT, Optional.of(Recomputed.byShippedBundle()));
    AuditReport audit = audit(configuration);
    if (audit.verdict() != AuditReport.Verdict.BALANCED) {
      tally.problem("the audit says " + audit.toJson());
    }
    long records = contents.ends(Topic.INPUTS).values().stream().mapToLong(Long::longValue).sum();
    if (records != acknowledged) {
      tally.problem(acknowledged + " inputs were acknowledged, the topics have " + records);
    }
    if (tally.faults().isEmpty()) {
      tally.problem("nothing was done to the line");
    }
    return report(records, broken);
  }

  private Report report(long records, List<Problem> broken) {
    return new Report(
        tally.faults(),
        tally.steps(),
        records,
        broken,
        tally.problems(),
        tally.spared(),
        progress.slowest());
  }

  private static AuditReport audit(Configuration configuration) {
    try (LedgerDatabase database =
            LedgerDatabase.open(DatabaseAccess.from(configuration, AUDIT_CONNECTIONS));
        Audit audit = Audit.open(configuration.kafka(), database)) {
      return audit.run(AUDIT_LIMIT);
    }
  }
}

package verdict.app.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import verdict.app.line.Line;
import verdict.app.sample.Population;
import verdict.app.sample.Submission;
import verdict.app.sample.SubmissionFile;
import verdict.app.sample.SubmissionSource;
import verdict.app.submit.Answers;
import verdict.app.submit.DirectSubmitter;
import verdict.app.submit.HttpSubmitter;
import verdict.app.submit.Pace;
import verdict.app.watch.OutcomeWatch;
import verdict.decision.BundleShelf;
import verdict.decision.Bundles;
import verdict.kit.Configuration;
import verdict.ledger.audit.Audit;
import verdict.ledger.audit.AuditReport;
import verdict.ledger.store.DatabaseAccess;
import verdict.ledger.store.LedgerDatabase;
import verdict.scoring.ScoringSettings;

/**
 * The whole line once: real servers, real applications, some of them broken, and the proof at the
 * end.
 */
@Command(
    mixinStandardHelpOptions = true,
    name = "demo",
    description =
        "Start everything in one process, send applications (some broken), and prove that each got its verdict.",
    footer = {
      "",
      "Exit 0 if and only if the audit balances.",
      "Example: verdict demo --count 5000 --seed 7 --json"
    })
public final class DemoCommand implements Callable<Integer> {

  /** After the last application was sent: how long the line may take to answer all. */
  private static final Duration SETTLE_LIMIT = Duration.ofMinutes(2);

  private static final Duration SETTLE_STEP = Duration.ofMillis(100);
  private static final Duration AUDIT_LIMIT = Duration.ofSeconds(30);
  private static final int CONNECTIONS = 2;
  private static final double BAD_SHARE = 0.02;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "5000",
      description = "How many applications (${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed sends the same applications.")
  private long seed;

  @Option(
      names = "--bad-share",
      paramLabel = "B",
      description = "Part that is broken on purpose, 0 to 1 (0.02; 0 with --file).")
  private @Nullable Double badShare;

  @Option(
      names = "--file",
      paramLabel = "F",
      description = "Send these instead: .csv with a header line, or one JSON body a line.")
  private @Nullable Path file;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0",
      description = "Applications a second; 0 for as fast as they are taken.")
  private double rate;

  @Option(names = "--stay", description = "Keep the line running afterwards, until Ctrl-C.")
  private boolean stay;

  @Option(names = "--json", description = "One JSON document as the last line.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    new Options()
        .require(count > 0, "--count must be positive, not " + count)
        .require(
            badShare == null || (badShare >= 0 && badShare <= 1),
            "--bad-share must be from 0 to 1, not " + badShare)
        .require(rate >= 0, "--rate must not be negative")
        .check();
    Configuration configuration = Settings.read();
    ClientLogs.install(configuration);
    Bundles bundles = BundleShelf.at(configuration.get(ScoringSettings.BUNDLE)).newest();
    new Options()
        .require(
            file != null || bundles.forProduct(Population.PRODUCT).isPresent(),
            "no bundle decides "
                + Population.PRODUCT
                + ", which is all that can be drawn: name a --file")
        .check();
    Console console = new Console();
    try (Stream<Submission> submissions = submissions(bundles)) {
      console.progress("starting Kafka, PostgreSQL and the services in this process");
      Line line = Line.onFreePorts(configuration);
      try (line) {
        DemoReport report = run(line, submissions, console);
        if (json) {
          console.json(report.json());
        } else {
          report.lines().forEach(console::line);
        }
        if (stay) {
          console.progress("still running: " + line.places() + "; Ctrl-C stops");
          return UntilStopped.await(line.failure(), console);
        }
        return report.balanced() ? ExitCode.DONE : ExitCode.NO;
      }
    }
  }

  private Stream<Submission> submissions(Bundles bundles) throws IOException {
    double share = badShare == null ? (file == null ? BAD_SHARE : 0) : badShare;
    SubmissionSource source = new SubmissionSource(bundles, seed, share);
    if (file != null) {
      return SubmissionFile.read(file, bundles, "demo").map(source::breakSome);
    }
    Iterable<Submission> endless = () -> source;
    return StreamSupport.stream(endless.spliterator(), false).limit(count);
  }

  private DemoReport run(Line line, Stream<Submission> submissions, Console console)
      throws InterruptedException {
    Configuration configuration = line.configuration();
    URI url = URI.create("http://127.0.0.1:" + line.ingestPort().orElseThrow());
    Answers answers = new Answers();
    try (OutcomeWatch watch = new OutcomeWatch(configuration.kafka(), System::nanoTime);
        HttpSubmitter http = new HttpSubmitter(url, System::nanoTime);
        DirectSubmitter direct = new DirectSubmitter(configuration.kafka());
        ProgressBar bar = console.bar("applications", file == null ? count : -1)) {
      console.progress("sending");
      Pace pace = new Pace(rate, System::nanoTime);
      long start = System.nanoTime();
      for (Submission submission : (Iterable<Submission>) submissions::iterator) {
        pace.await();
        switch (submission) {
          case Submission.OverHttp application -> {
            watch.sending(application.applicationId());
            http.submit(application, answers::add);
          }
          case Submission.ToKafka record -> direct.submit(record);
        }
        bar.step();
      }
      http.await();
      long written = direct.await();
      console.progress("waiting for the last verdicts, then proving");
      settle(watch, answers.accepted() + written);
      double seconds = (watch.lastAt() - start) / (double) TimeUnit.SECONDS.toNanos(1);
      return new DemoReport(answers, written, watch, seconds, audit(configuration));
    }
  }

  private static void settle(OutcomeWatch watch, long accepted) {
    long deadline = System.nanoTime() + SETTLE_LIMIT.toNanos();
    while (watch.outcomes() < accepted && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(SETTLE_STEP.toNanos());
    }
  }

  private static AuditReport audit(Configuration configuration) {
    try (LedgerDatabase database =
            LedgerDatabase.open(DatabaseAccess.from(configuration, CONNECTIONS));
        Audit audit = Audit.open(configuration.kafka(), database)) {
      return audit.run(AUDIT_LIMIT);
    }
  }
}

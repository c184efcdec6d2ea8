package verdict.app.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import verdict.kit.Configuration;
import verdict.kit.UnreachableException;
import verdict.ledger.audit.Audit;
import verdict.ledger.audit.AuditReport;
import verdict.ledger.store.DatabaseAccess;
import verdict.ledger.store.DatabaseException;
import verdict.ledger.store.LedgerDatabase;

/** The proof. */
@Command(
    mixinStandardHelpOptions = true,
    name = "audit",
    description =
        "Prove that accepted = scored + dead-lettered + in flight, by name and not by count.",
    footer = {"", "Exit 0 balanced, 1 unbalanced, 3 incomplete.", "Example: verdict audit --json"})
public final class AuditCommand implements Callable<Integer> {

  private static final Duration WATCH_STEP = Duration.ofSeconds(2);
  private static final int CONNECTIONS = 2;

  @Option(names = "--watch", description = "Again and again, one document a line, until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to wait for the ledger (${DEFAULT-VALUE}).")
  private int timeout;

  @Option(names = "--json", description = "One JSON document as the last line.")
  private boolean json;

  @Override
  public Integer call() {
    Configuration configuration = Settings.read();
    ClientLogs.install(configuration);
    Console console = new Console();
    try (LedgerDatabase database =
            LedgerDatabase.open(DatabaseAccess.from(configuration, CONNECTIONS));
        Audit audit = Audit.open(configuration.kafka(), database)) {
      AuditReport report = report(audit);
      print(report, console);
      while (watch && !Thread.currentThread().isInterrupted() && !console.closed()) {
        LockSupport.parkNanos(WATCH_STEP.toNanos());
        report = report(audit);
        print(report, console);
      }
      return switch (report.verdict()) {
        case BALANCED -> ExitCode.DONE;
        case UNBALANCED -> ExitCode.NO;
        case INCOMPLETE -> ExitCode.UNREACHABLE;
      };
    }
  }

  /** An outage is an answer, too: nothing is proved, and who watches wants to see the end of it. */
  private AuditReport report(Audit audit) {
    try {
      return audit.run(Duration.ofSeconds(timeout));
    } catch (UnreachableException | DatabaseException outage) {
      return AuditReport.incomplete(List.of(String.valueOf(outage.getMessage())));
    }
  }

  private void print(AuditReport report, Console console) {
    if (json) {
      console.line(report.toJson());
    } else {
      AuditText.lines(report).forEach(console::line);
    }
  }
}

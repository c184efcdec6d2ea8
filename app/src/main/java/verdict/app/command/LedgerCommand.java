package verdict.app.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import verdict.kit.Configuration;
import verdict.ledger.store.DatabaseAccess;
import verdict.ledger.store.LedgerDatabase;

/** What the commands that ask the ledger have in common: the ledger's database, the console. */
abstract class LedgerCommand implements Callable<Integer> {

  private static final int CONNECTIONS = 2;

  @Option(names = "--json", description = "One JSON document as the last line.")
  private boolean json;

  private final Console console = new Console();

  abstract int run(Configuration configuration, LedgerDatabase database);

  /** Refuses what the options say wrongly, before anything is asked of the servers. */
  void checkUsage() {}

  @Override
  public Integer call() {
    checkUsage();
    Configuration configuration = Settings.read();
    ClientLogs.install(configuration);
    try (LedgerDatabase database =
        LedgerDatabase.open(DatabaseAccess.from(configuration, CONNECTIONS))) {
      database.awaitTables(Duration.ZERO);
      return run(configuration, database);
    }
  }

  boolean json() {
    return json;
  }

  Console console() {
    return console;
  }
}

package verdict.app.command;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a command running until the process is told to stop, or what it runs ends by itself. */
final class UntilStopped {

  private static final Logger log = LoggerFactory.getLogger(UntilStopped.class);

  private UntilStopped() {}

  /**
   * Closes {@code running} exactly once: on SIGINT and SIGTERM, in the process's shutdown; or here,
   * when it failed. A second signal ends the process without waiting for that.
   *
   * @return the exit code after a failure; a signal ends the process with the code of the signal
   */
  static int run(AutoCloseable running, CompletableFuture<String> failure, Console console) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(running), "stop"));
    return await(failure, console);
  }

  /** For what closes itself in the process's shutdown. */
  static int await(CompletableFuture<String> failure, Console console) {
    String reason = failure.join();
    console.progress(reason);
    return ExitCode.UNREACHABLE; // System.exit runs the hook
  }

  private static void close(AutoCloseable running) {
    SecondSignal.endsTheProcess();
    try {
      running.close();
    } catch (Exception e) {
      log.atError().setCause(e).log("a part did not stop cleanly");
    }
  }
}

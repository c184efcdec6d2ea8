package verdict.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that outlived the process which started it: {@code kill -9} ends a process,
 * not its children. It holds the data directory and the port, so the next start stops it. A server
 * whose starter lives is left alone.
 */
final class OrphanedPostgres {
  private static final Logger log = LoggerFactory.getLogger(OrphanedPostgres.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

  private OrphanedPostgres() {}

  /**
   * Returns when no server runs on {@code dataDirectory}.
   *
   * @throws EmbeddedServerException if one does and is not ours to stop
   */
  static void stopOn(Path dataDirectory) {
    Path pidFile = dataDirectory.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    requireUnused(dataDirectory);
    Optional<ProcessHandle> named = processNamedBy(pidFile);
    if (named.isEmpty()) {
      return; // The server knows a stale file when it sees one.
    }
    ProcessHandle process = named.get();
    if (!isPostgresOn(process, dataDirectory)) {
      forget(pidFile, process);
      return;
    }
    log.atWarn()
        .addKeyValue("pid", process.pid())
        .addKeyValue("data", dataDirectory)
        .log("stopping the PostgreSQL server that an earlier process left behind");
    stop(process);
  }

  /** The launcher holds a lock on this file as long as its process lives. */
  private static void requireUnused(Path dataDirectory) {
    Path lockFile = dataDirectory.resolve("epg-lock");
    if (!Files.exists(lockFile)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw inUse(dataDirectory);
      }
    } catch (OverlappingFileLockException e) {
      throw inUse(dataDirectory);
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "cannot tell whether " + dataDirectory + " is in use: " + e.getMessage(), e);
    }
  }

  private static EmbeddedServerException inUse(Path dataDirectory) {
    return new EmbeddedServerException(
        "PostgreSQL's data in "
            + dataDirectory
            + " is in use by another running process: stop that one first or choose another directory");
  }

  private static Optional<ProcessHandle> processNamedBy(Path pidFile) {
    try {
      List<String> lines = Files.readAllLines(pidFile);
      return lines.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
    } catch (IOException | NumberFormatException e) {
      throw new EmbeddedServerException("cannot read " + pidFile + ": " + e.getMessage(), e);
    }
  }

  private static boolean isPostgresOn(ProcessHandle process, Path dataDirectory) {
    ProcessHandle.Info info = process.info();
    boolean postgres =
        info.command().map(command -> Path.of(command).endsWith("postgres")).orElse(false);
    return postgres
        && info.arguments()
            .map(arguments -> List.of(arguments).contains(dataDirectory.toString()))
            .orElse(false);
  }

  /**
   * After a reboot the number may be another program's; the server would take that program for its
   * predecessor.
   */
  private static void forget(Path pidFile, ProcessHandle stranger) {
    log.atWarn()
        .addKeyValue("pid", stranger.pid())
        .addKeyValue("file", pidFile)
        .log("removing a stale PostgreSQL process file: its number belongs to another program now");
    try {
      Files.delete(pidFile);
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot remove the stale file " + pidFile, e);
    }
  }

  private static void stop(ProcessHandle process) {
    interrupt(process);
    if (!endedWithin(process, STOP_LIMIT)) {
      process.destroyForcibly(); // Its next start recovers from the log.
      if (!endedWithin(process, KILL_LIMIT)) {
        throw new EmbeddedServerException(
            "the orphaned PostgreSQL process " + process.pid() + " does not stop: end it by hand");
      }
    }
  }

  /**
   * SIGINT is PostgreSQL's fast shutdown; SIGTERM, all that Java can send, would wait for its
   * clients.
   */
  private static void interrupt(ProcessHandle process) {
    try {
      Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
      if (!kill.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
        process.destroy();
      }
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("interrupted while stopping process " + process.pid(), e);
    }
  }

  private static boolean endedWithin(ProcessHandle process, Duration limit) {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new EmbeddedServerException("cannot wait for process " + process.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException(
          "interrupted while waiting for process " + process.pid(), e);
    }
  }
}

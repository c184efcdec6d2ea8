package verdict.ingest;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;

/**
 * BlockHound, installed before the process has any reactive thread: one that was already parked
 * would be reported for being idle. Every block on a thread that must not block is remembered, and
 * fails where it happens.
 */
final class BlockWatch {

  private static final int FRAMES = 25;
  private static final Queue<String> BLOCKED = new ConcurrentLinkedQueue<>();

  static {
    BlockHound.builder()
        .loadIntegrations()
        // Handing a task to another thread takes that queue's lock for a moment; never longer.
        .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "execute")
        .blockingMethodCallback(
            method -> {
              BlockingOperationError error = new BlockingOperationError(method);
              BLOCKED.add(
                  Stream.of(error.getStackTrace())
                      .limit(FRAMES)
                      .map(frame -> "\n  " + frame)
                      .collect(Collectors.joining("", error.toString(), "")));
              throw error;
            })
        .install();
  }

  private BlockWatch() {}

  /** Installs it, the first time. */
  static void install() {}

  static void forget() {
    BLOCKED.clear();
  }

  static List<String> blocked() {
    return List.copyOf(BLOCKED);
  }
}

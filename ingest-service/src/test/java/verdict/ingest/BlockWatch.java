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
 * would be reported for being idle. Every block on a thread that must not block is remembered; it
 * is not made to fail, so that other tests see what the service does without the watch.
 */
final class BlockWatch {

  private static final int FRAMES = 25;
  private static final Queue<String> BLOCKED = new ConcurrentLinkedQueue<>();

  static {
    BlockHound.builder()
        .loadIntegrations()
        // Handing a task to another thread takes that queue's lock for a moment; never longer.
        .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "execute")
        // Netty's allocator guards the making of a new arena with a lock.
        .allowBlockingCallsInside(
            "io.netty.buffer.AdaptivePoolingAllocator$MagazineGroup", "tryExpandMagazines")
        .blockingMethodCallback(
            method -> BLOCKED.add(described(new BlockingOperationError(method))))
        .install();
  }

  private BlockWatch() {}

  /** Installs it, the first time. */
  static void install() {}

  private static String described(BlockingOperationError error) {
    return Stream.of(error.getStackTrace())
        .limit(FRAMES)
        .map(frame -> "\n  " + frame)
        .collect(Collectors.joining("", error.toString(), ""));
  }

  static void forget() {
    BLOCKED.clear();
  }

  static List<String> blocked() {
    return List.copyOf(BLOCKED);
  }
}

package verdict.kit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * The parts of a running service, stopped in the reverse of the order in which they were started.
 *
 * <p>Thread-safe; {@link #close()} runs once, and a second caller waits for the first.
 */
public final class Lifecycle implements AutoCloseable {
  private record Part(String name, AutoCloseable closing) {}

  private final Deque<Part> started = new ArrayDeque<>();
  private boolean closed;

  /**
   * Starts a service from its parts; if the wiring fails half-way, what it had started is closed
   * before the failure is thrown on.
   */
  public static <S> S starting(Function<Lifecycle, S> wiring) {
    Lifecycle lifecycle = new Lifecycle();
    try {
      return wiring.apply(lifecycle);
      // Throwable: a LinkageError in one part must not leave the others running either.
    } catch (Throwable failure) {
      try {
        lifecycle.close();
      } catch (RuntimeException leftover) {
        failure.addSuppressed(leftover);
      }
      throw failure;
    }
  }

  /**
   * Takes over a started part.
   *
   * @return the part itself
   * @throws CancellationException if everything was closed already; the part is closed then, too
   */
  public <T extends AutoCloseable> T add(String name, T part) {
    onClose(name, part);
    return part;
  }

  /** Takes over an action that ends something which is not closeable itself. */
  public synchronized void onClose(String name, AutoCloseable action) {
    started.push(new Part(name, action));
    if (closed) {
      closeAll();
      throw new CancellationException(name + " was started after everything was stopped");
    }
  }

  /**
   * Stops every part, the last started first, each even if another one's stop fails.
   *
   * @throws IllegalStateException naming the parts that failed to stop, their failures suppressed
   *     in it
   */
  @Override
  public synchronized void close() {
    closed = true;
    closeAll();
  }

  private void closeAll() {
    List<String> failedParts = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    boolean interrupted = false;
    while (!started.isEmpty()) {
      Part part = started.pop();
      try {
        part.closing().close();
        // Throwable: whatever one part throws, the next one still has to be stopped.
      } catch (Throwable failure) {
        interrupted |= failure instanceof InterruptedException;
        failedParts.add(part.name());
        failures.add(failure);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!failures.isEmpty()) {
      IllegalStateException all =
          new IllegalStateException(
              "could not stop " + String.join(", ", failedParts), failures.getFirst());
      failures.stream().skip(1).forEach(all::addSuppressed);
      throw all;
    }
  }
}

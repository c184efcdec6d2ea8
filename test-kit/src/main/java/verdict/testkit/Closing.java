package verdict.testkit;

import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Closes everything of a stack, newest first, even where one of them fails. */
final class Closing {
  private Closing() {}

  static void all(Deque<AutoCloseable> running) {
    IllegalStateException failures = null;
    while (!running.isEmpty()) {
      failures = close(running.pop(), failures);
    }
    if (failures != null) {
      throw failures;
    }
  }

  private static @Nullable IllegalStateException close(
      AutoCloseable server, @Nullable IllegalStateException failures) {
    try {
      server.close();
      return failures;
    } catch (Exception e) { // AutoCloseable declares no narrower one.
      IllegalStateException all =
          failures == null ? new IllegalStateException("a server did not stop") : failures;
      all.addSuppressed(e);
      return all;
    }
  }
}

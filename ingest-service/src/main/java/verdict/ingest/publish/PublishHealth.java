package verdict.ingest.publish;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether the way to Kafka was open when it was last used or tried. Thread-safe. */
final class PublishHealth {

  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

  void open() {
    // Called at every acknowledgement: only a change is worth a write.
    if (failure.get() != null) {
      failure.set(null);
    }
  }

  /** True if the way was open before. */
  boolean failed(String reason) {
    return failure.getAndSet(reason) == null;
  }

  Optional<String> failure() {
    return Optional.ofNullable(failure.get());
  }
}

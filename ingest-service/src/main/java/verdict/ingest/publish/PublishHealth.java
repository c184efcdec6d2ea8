package verdict.ingest.publish;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Whether the way to Kafka was open when it was last used or tried. Thread-safe. */
final class PublishHealth {

  private final AtomicReference<Optional<String>> failure = new AtomicReference<>(Optional.empty());

  void open() {
    // Written at every acknowledgement: only a change is worth it.
    if (failure.get().isPresent()) {
      failure.set(Optional.empty());
    }
  }

  /** True if the way was open before. */
  boolean failed(String reason) {
    return failure.getAndSet(Optional.of(reason)).isEmpty();
  }

  Optional<String> failure() {
    return failure.get();
  }
}

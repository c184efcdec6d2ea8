package verdict.scoring.shadow;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import verdict.decision.Bundle;
import verdict.decision.challenger.Challenger;
import verdict.decision.challenger.ChallengerException;
import verdict.decision.challenger.ChallengerModel;

/**
 * One open challenger for each worker and product, exchanged with the product's bundle.
 * Thread-safe; to be closed once no worker runs any more.
 */
public final class Challengers implements AutoCloseable {

  /** The model of the bundle that a product has at present, or why there is none. */
  private record Loaded(
      String hash, @Nullable ChallengerModel model, @Nullable ChallengerException failure) {}

  /** A challenger that this thread may ask, and its bundle's words. */
  record Opened(String hash, Challenger challenger, FeatureReasons reasons) {}

  private final Map<String, Loaded> models = new ConcurrentHashMap<>();
  private final Queue<Challenger> all = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<Map<String, Opened>> own = ThreadLocal.withInitial(HashMap::new);

  /**
   * This thread's challenger of a bundle; empty if the bundle brings none.
   *
   * @throws verdict.decision.challenger.ChallengerException if it cannot be loaded
   */
  Optional<Opened> of(Bundle bundle) {
    return bundle.definition().challenger().isEmpty()
        ? Optional.empty()
        : Optional.of(opened(bundle));
  }

  private Opened opened(Bundle bundle) {
    Opened last = own.get().get(bundle.product());
    if (last != null && last.hash().equals(bundle.hash())) {
      return last;
    }
    Opened next = new Opened(bundle.hash(), model(bundle).open(), new FeatureReasons(bundle));
    all.add(next.challenger());
    own.get().put(bundle.product(), next);
    if (last != null) {
      all.remove(last.challenger());
      last.challenger().close();
    }
    return next;
  }

  /** Read once for each bundle, whether it succeeds or not: a model may have megabytes. */
  private ChallengerModel model(Bundle bundle) {
    Loaded loaded =
        models.compute(
            bundle.product(),
            (product, last) ->
                last != null && last.hash().equals(bundle.hash()) ? last : load(bundle));
    if (loaded.model() == null) {
      throw Objects.requireNonNull(loaded.failure());
    }
    return loaded.model();
  }

  private static Loaded load(Bundle bundle) {
    try {
      return new Loaded(
          bundle.hash(), ChallengerModel.of(bundle.definition().challenger().orElseThrow()), null);
    } catch (ChallengerException e) {
      return new Loaded(bundle.hash(), null, e);
    }
  }

  @Override
  public void close() {
    all.forEach(Challenger::close);
  }
}

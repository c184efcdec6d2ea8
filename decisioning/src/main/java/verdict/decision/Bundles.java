package verdict.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bundles in force, one for each product. Immutable and thread-safe. */
public final class Bundles {
  private final Map<String, Bundle> byProduct;

  private Bundles(Map<String, Bundle> byProduct) {
    this.byProduct = byProduct;
  }

  /**
   * Puts bundles in force together.
   *
   * @throws BundleException if two of them serve the same product
   */
  public static Bundles of(Collection<Bundle> bundles) {
    Map<String, Bundle> byProduct = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Bundle bundle : bundles) {
      Bundle other = byProduct.putIfAbsent(bundle.product(), bundle);
      if (other != null) {
        problems.add(
            "product %s: served by %s %s and by %s %s"
                .formatted(
                    bundle.product(),
                    other.name(),
                    other.version(),
                    bundle.name(),
                    bundle.version()));
      }
    }
    if (!problems.isEmpty()) {
      throw new BundleException("bundles", problems);
    }
    return new Bundles(byProduct);
  }

  /** Every bundle, in the order given. */
  public List<Bundle> all() {
    return List.copyOf(byProduct.values());
  }

  /** The bundle that decides a product's applications. */
  public Optional<Bundle> forProduct(String product) {
    return Optional.ofNullable(byProduct.get(product));
  }

  /**
   * Decides by the product's bundle; UNKNOWN_PRODUCT without one. Throws no more than {@link
   * Bundle#decide}.
   */
  public Verdict decide(Application application) {
    Bundle bundle = byProduct.get(application.product());
    if (bundle == null) {
      return new Refused(Refusal.UNKNOWN_PRODUCT, "product", "no bundle serves this product");
    }
    return bundle.decide(application);
  }
}

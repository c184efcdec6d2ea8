package verdict.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** The bundles in force, one for each product. Immutable and thread-safe. */
public final class Bundles {
  /** As Maven orders versions: 1.9 before 1.10, 2.0-rc1 before 2.0; 1 and 1.0 are the same. */
  public static final Comparator<Bundle> BY_VERSION =
      Comparator.comparing(bundle -> new ComparableVersion(bundle.version()));

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

  /** The one that ships with Verdict. */
  public static Bundles shipped() {
    return of(List.of(Bundle.shipped()));
  }

  /**
   * Puts the newest version for each product in force.
   *
   * @throws BundleException if bundles of different names serve one product, or one version has two
   *     contents
   */
  public static Bundles newest(Collection<Bundle> bundles) {
    Map<String, Bundle> newest = new TreeMap<>();
    Set<String> problems = new TreeSet<>();
    for (Bundle bundle : bundles) {
      newest.merge(bundle.product(), bundle, (one, other) -> newer(one, other, problems));
    }
    if (!problems.isEmpty()) {
      throw new BundleException("bundles", List.copyOf(problems));
    }
    return of(newest.values());
  }

  private static Bundle newer(Bundle one, Bundle other, Set<String> problems) {
    int order = BY_VERSION.compare(one, other);
    if (!one.name().equals(other.name())) {
      problems.add(
          "product %s: served by both %s and %s; versions of one bundle share its name"
              .formatted(one.product(), one.name(), other.name()));
    } else if (order == 0 && !one.hash().equals(other.hash())) {
      problems.add(
          "bundle %s: versions %s and %s are the same, but have different contents"
              .formatted(one.name(), one.version(), other.version()));
    }
    return order < 0 ? other : one;
  }

  /** Every bundle, in the order given. */
  public List<Bundle> all() {
    return List.copyOf(byProduct.values());
  }

  /** The bundle that decides a product's applications. */
  public Optional<Bundle> forProduct(String product) {
    return Optional.ofNullable(byProduct.get(product));
  }
}

package verdict.scoring.bundles;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import verdict.decision.Bundle;
import verdict.decision.BundleException;
import verdict.decision.BundleShelf;
import verdict.decision.Bundles;

/**
 * Who decides next: from what is in force and what lies on the shelf. A product's bundle changes
 * only to one that nothing speaks against; the other products do not wait for it.
 */
final class Succession {

  private final BundleRegister register;

  Succession(BundleRegister register) {
    this.register = register;
  }

  /**
   * What came of one look.
   *
   * @param inForce one for each product
   * @param refusals what lies there and does not decide, with the reason; empty: all is well
   */
  record Step(Bundles inForce, List<String> refusals) {}

  /**
   * Looks once.
   *
   * @throws org.apache.kafka.common.KafkaException if the register cannot be asked now
   */
  Step next(Bundles inForce, BundleShelf shelf, LocalDate today) {
    List<String> refusals = new ArrayList<>(shelf.problems());
    Map<String, Bundle> next = new LinkedHashMap<>();
    inForce.all().forEach(bundle -> next.put(bundle.product(), bundle));
    Map<String, List<Bundle>> lying =
        shelf.bundles().stream()
            .collect(Collectors.groupingBy(Bundle::product, TreeMap::new, Collectors.toList()));
    List<Bundle> candidates = new ArrayList<>();
    lying.forEach(
        (product, versions) ->
            newest(versions, refusals)
                .filter(bundle -> !decides(bundle, next))
                .filter(bundle -> shelf.problems().isEmpty() || !isOlder(bundle, next))
                .filter(bundle -> stillValid(bundle, today, refusals))
                .ifPresent(candidates::add));
    registered(candidates, refusals).forEach(bundle -> next.put(bundle.product(), bundle));
    if (shelf.problems().isEmpty()) {
      inForce.all().stream()
          .filter(old -> !lying.containsKey(old.product()))
          .forEach(old -> refusals.add(named(old) + ": gone from the directory, decides on"));
    }
    return new Step(Bundles.of(next.values()), List.copyOf(refusals));
  }

  private static Optional<Bundle> newest(List<Bundle> versions, List<String> refusals) {
    try {
      return Optional.of(Bundles.newest(versions).all().getFirst());
    } catch (BundleException e) {
      refusals.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** While something there is broken, it may be the one in force: nobody goes back for that. */
  private static boolean isOlder(Bundle bundle, Map<String, Bundle> inForce) {
    Bundle old = inForce.get(bundle.product());
    return old != null && Bundles.BY_VERSION.compare(bundle, old) < 0;
  }

  /** Read anew, but the same. */
  private static boolean decides(Bundle bundle, Map<String, Bundle> inForce) {
    Bundle old = inForce.get(bundle.product());
    return old != null && old.hash().equals(bundle.hash());
  }

  private static boolean stillValid(Bundle bundle, LocalDate today, List<String> refusals) {
    boolean valid = !today.isAfter(bundle.validUntil());
    if (!valid) {
      refusals.add(expired(bundle));
    }
    return valid;
  }

  static String expired(Bundle bundle) {
    return "%s: expired on %s; have it approved anew under a new version"
        .formatted(named(bundle), bundle.validUntil());
  }

  private List<Bundle> registered(List<Bundle> bundles, List<String> refusals) {
    Map<Bundle, String> others = register.register(bundles);
    others.forEach(
        (bundle, hash) ->
            refusals.add(
                "%s: its files changed, or another bundle has its name and version: hash %s was %s; give the new content a new version"
                    .formatted(named(bundle), bundle.hash(), hash)));
    return bundles.stream().filter(bundle -> !others.containsKey(bundle)).toList();
  }

  private static String named(Bundle bundle) {
    return "bundle %s %s".formatted(bundle.name(), bundle.version());
  }
}

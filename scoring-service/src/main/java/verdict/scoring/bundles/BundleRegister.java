package verdict.scoring.bundles;

import java.util.Collection;
import java.util.Map;
import verdict.decision.Bundle;

/** Remembers, across services and restarts, which content each version of a bundle has. */
public interface BundleRegister {

  /**
   * Registers what it does not know yet. The first content of a name and version is the only one.
   *
   * @return by bundle, the hash that its name and version has already: of those whose content is
   *     another
   * @throws org.apache.kafka.common.KafkaException if it cannot be asked now
   */
  Map<Bundle, String> register(Collection<Bundle> bundles);

  /** For a developer's machine: any content will do, and none is remembered. */
  static BundleRegister forgetful() {
    return bundles -> Map.of();
  }
}

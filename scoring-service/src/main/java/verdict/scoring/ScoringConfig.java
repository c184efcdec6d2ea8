package verdict.scoring;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import verdict.kit.Configuration;
import verdict.kit.KitSettings;
import verdict.kit.traces.TracesConfig;
import verdict.scoring.bundles.BundleRegister;
import verdict.scoring.bundles.KafkaBundleRegister;
import verdict.scoring.engine.EngineLimits;

/**
 * What one scoring service runs with.
 *
 * @param kafka what is passed through to Kafka's clients
 * @param bundle the directory of a bundle or of several; empty for the shipped one
 * @param dev take a bundle whose files changed under the same version
 * @param instance unique among the running scoring processes
 * @param groupProtocol {@code consumer} or {@code classic}
 * @param acceptGaps start although unread records are gone
 */
public record ScoringConfig(
    Map<String, Object> kafka,
    Optional<Path> bundle,
    boolean dev,
    String instance,
    String groupProtocol,
    boolean acceptGaps,
    EngineLimits limits,
    String adminHost,
    int adminPort,
    Duration startTimeout,
    TracesConfig traces) {

  /** Takes the service's values out of the whole configuration. */
  public static ScoringConfig from(Configuration configuration) {
    int adminPort = configuration.get(ScoringSettings.ADMIN_PORT);
    String named = configuration.get(ScoringSettings.INSTANCE);
    return new ScoringConfig(
        configuration.kafka(),
        configuration.get(ScoringSettings.BUNDLE),
        configuration.get(ScoringSettings.BUNDLE_DEV),
        named.isEmpty() ? hostName() + "-" + adminPort : named,
        configuration.get(ScoringSettings.GROUP_PROTOCOL).name().toLowerCase(Locale.ROOT),
        configuration.get(ScoringSettings.ACCEPT_GAPS),
        new EngineLimits(
            workers(configuration.get(ScoringSettings.WORKERS)),
            configuration.get(ScoringSettings.IN_FLIGHT_RECORDS),
            configuration.get(ScoringSettings.IN_FLIGHT_BYTES),
            configuration.get(ScoringSettings.COMMIT_INTERVAL),
            configuration.get(ScoringSettings.TRANSACTION_RECORDS),
            configuration.get(ScoringSettings.FLOOD_LETTERS),
            configuration.get(ScoringSettings.DEADLINE),
            configuration.get(ScoringSettings.DRAIN)),
        configuration.get(KitSettings.ADMIN_HOST),
        adminPort,
        configuration.get(KitSettings.START_TIMEOUT),
        TracesConfig.from(configuration));
  }

  /** Where the bundles' contents are registered. */
  BundleRegister register() {
    return dev ? BundleRegister.forgetful() : new KafkaBundleRegister(kafka);
  }

  private static int workers(int configured) {
    return configured == 0 ? Runtime.getRuntime().availableProcessors() : configured;
  }

  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}

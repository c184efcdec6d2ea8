package verdict.kit.traces;

import java.net.URI;
import java.util.Optional;
import verdict.kit.Configuration;
import verdict.kit.KitSettings;

/**
 * Whether and where traces go.
 *
 * @param endpoint where the collector takes OTLP over HTTP; without it nothing is traced
 * @param sample share of the traces that are recorded, 0 to 1
 */
public record TracesConfig(Optional<URI> endpoint, double sample) {

  /** Takes the values in force. */
  public static TracesConfig from(Configuration configuration) {
    return new TracesConfig(
        configuration.get(KitSettings.TRACES_ENDPOINT),
        configuration.get(KitSettings.TRACES_SAMPLE));
  }
}

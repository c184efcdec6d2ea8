package verdict.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import verdict.ingest.http.HttpFace;
import verdict.ingest.http.HttpLimits;
import verdict.ingest.lookup.Database;
import verdict.ingest.lookup.LookupLimits;
import verdict.ingest.publish.PublishLimits;
import verdict.kit.Configuration;
import verdict.kit.ConfigurationException;
import verdict.kit.DatabaseSettings;
import verdict.kit.KitSettings;
import verdict.kit.traces.TracesConfig;

/**
 * The ingest service's configuration, parsed and found consistent.
 *
 * @param address where applications are taken
 * @param admin where probes and metrics are answered
 * @param startTimeout how long to wait at start for Kafka
 * @param kafka client properties for every Kafka client
 */
public record IngestConfig(
    HttpFace.Address address,
    HttpFace.Address admin,
    Duration startTimeout,
    Map<String, Object> kafka,
    HttpLimits http,
    PublishLimits publish,
    LookupLimits lookup,
    Database database,
    TracesConfig traces) {

  /**
   * Checks what no single value shows.
   *
   * @throws ConfigurationException with every problem
   */
  public IngestConfig {
    kafka = Map.copyOf(kafka);
    List<String> problems = new ArrayList<>();
    if (http.drain().compareTo(publish.acknowledgement()) < 0) {
      problems.add(
          IngestSettings.DRAIN_LIMIT.name()
              + " must be at least "
              + IngestSettings.ACKNOWLEDGEMENT_LIMIT.name()
              + ": a request that is being answered may take that long");
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /**
   * Takes the values in force.
   *
   * @throws ConfigurationException with every problem
   */
  public static IngestConfig from(Configuration values) {
    return new IngestConfig(
        new HttpFace.Address(values.get(IngestSettings.HOST), values.get(IngestSettings.PORT)),
        new HttpFace.Address(
            values.get(KitSettings.ADMIN_HOST), values.get(IngestSettings.ADMIN_PORT)),
        values.get(KitSettings.START_TIMEOUT),
        values.kafka(),
        http(values),
        new PublishLimits(
            values.get(IngestSettings.IN_FLIGHT),
            values.get(IngestSettings.IN_FLIGHT_BYTES),
            values.get(IngestSettings.ACKNOWLEDGEMENT_LIMIT),
            values.get(IngestSettings.DRAIN_LIMIT)),
        lookup(values),
        new Database(
            values.get(DatabaseSettings.URL),
            values.get(DatabaseSettings.USER),
            values.get(DatabaseSettings.PASSWORD)),
        TracesConfig.from(values));
  }

  private static HttpLimits http(Configuration values) {
    return new HttpLimits(
        values.get(IngestSettings.CONNECTIONS),
        values.get(IngestSettings.OPEN_REQUESTS),
        values.get(IngestSettings.OPEN_BYTES),
        values.get(IngestSettings.HEADER_LIMIT),
        values.get(IngestSettings.BODY_LIMIT),
        values.get(IngestSettings.IDLE_LIMIT),
        values.get(IngestSettings.BATCH_WINDOW),
        values.get(IngestSettings.BATCH_IDLE_LIMIT),
        values.get(IngestSettings.ACKNOWLEDGEMENT_LIMIT),
        values.get(IngestSettings.DRAIN_LIMIT));
  }

  private static LookupLimits lookup(Configuration values) {
    int size = values.get(IngestSettings.POOL_SIZE);
    return new LookupLimits(
        size == 0 ? 2 * Runtime.getRuntime().availableProcessors() : size,
        values.get(IngestSettings.LOOKUP_QUEUE),
        values.get(IngestSettings.POOL_WAIT_LIMIT),
        values.get(IngestSettings.LOOKUP_LIMIT),
        values.get(IngestSettings.POOL_MAX_LIFETIME),
        values.get(IngestSettings.POOL_LEAK_THRESHOLD));
  }
}

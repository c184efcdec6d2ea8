package verdict.kit;

import java.time.Duration;
import java.util.Map;

/** Waiting for Kafka at start. */
public final class KafkaAccess {
  private KafkaAccess() {}

  /**
   * Waits until the cluster answers.
   *
   * @param kafka client properties as {@link Configuration#kafka()} gives them
   * @param limit how long to wait at most; at least one try is made
   * @throws UnreachableException if it did not answer in time, or refused the credentials
   * @throws ConfigurationException if no client can be made from the properties
   */
  public static void await(Map<String, Object> kafka, Duration limit) {}
}

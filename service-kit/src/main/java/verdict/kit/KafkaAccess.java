package verdict.kit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for Kafka at start. */
public final class KafkaAccess {
  /**
   * Client id of the start-up check, and the name of its thread: {@link StartCheckSilence} knows
   * both by it.
   */
  static final String CLIENT_ID = "verdict-start-check";

  /** What name resolution, which cannot be interrupted, may take beyond the limit. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private KafkaAccess() {}

  /**
   * Waits until the cluster answers, without a word in the log.
   *
   * @param kafka client properties as {@link Configuration#kafka()} gives them
   * @param limit how long to wait at most; at least one try is made
   * @throws UnreachableException if it did not answer in time or refused the credentials, or the
   *     wait was interrupted; one line that names the brokers and what to check
   * @throws ConfigurationException if no client can be made from the properties
   */
  public static void await(Map<String, Object> kafka, Duration limit) {
    // On a thread of its own: the client also speaks on the caller's, and there it could not be
    // told from others.
    CompletableFuture<KafkaStartCheck.Outcome> outcome = new CompletableFuture<>();
    KafkaStartCheck check = new KafkaStartCheck(kafka, limit, System::nanoTime);
    Thread.ofPlatform()
        .name(CLIENT_ID)
        .daemon()
        .start(() -> outcome.completeAsync(check::run, Runnable::run));
    Object servers = kafka.getOrDefault("bootstrap.servers", "(no bootstrap.servers)");
    String waited = DurationText.of(limit);
    switch (answer(outcome, limit)) {
      case KafkaStartCheck.Reached() -> {}
      case KafkaStartCheck.Unusable(String problem) ->
          throw new ConfigurationException(List.of("no Kafka client can be made: " + problem));
      case KafkaStartCheck.Refused(String reason) ->
          throw new UnreachableException(
              "Kafka at %s refused the connection's credentials (%s): check VERDICT_KAFKA_SECURITY_PROTOCOL and the VERDICT_KAFKA_SASL_ and _SSL_ values"
                  .formatted(servers, reason));
      case KafkaStartCheck.Silent(String reason) ->
          throw new UnreachableException(
              "Kafka at %s did not answer within %s (%s): check that a broker runs there, that VERDICT_KAFKA_BOOTSTRAP_SERVERS names it, and VERDICT_KAFKA_SECURITY_PROTOCOL if it wants TLS or SASL"
                  .formatted(servers, waited, reason));
      case KafkaStartCheck.Interrupted() -> {
        Thread.currentThread().interrupt();
        throw new UnreachableException(
            "the wait for Kafka at %s was interrupted".formatted(servers));
      }
    }
  }

  private static KafkaStartCheck.Outcome answer(
      CompletableFuture<KafkaStartCheck.Outcome> outcome, Duration limit) {
    try {
      return outcome.get(
          limit.plus(KafkaStartCheck.SHORTEST_TRY).plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stuck) {
      return new KafkaStartCheck.Silent("still resolving the brokers' names");
    } catch (InterruptedException interrupted) {
      return new KafkaStartCheck.Interrupted();
    } catch (ExecutionException bug) {
      throw new IllegalStateException("the start-up check failed", bug.getCause());
    }
  }
}

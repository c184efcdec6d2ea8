package verdict.kit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Asks a cluster who it is until it answers or time is up. Confined to one thread. */
final class KafkaStartCheck {
  /** One try, even if less time is left: a broker that is there answers in it. */
  static final Duration SHORTEST_TRY = Duration.ofSeconds(1);

  /** One try, even if more time is left: a client made anew resolves names anew. */
  private static final Duration LONGEST_TRY = Duration.ofSeconds(5);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

  /** What came of it. */
  sealed interface Outcome {}

  record Reached() implements Outcome {}

  /** Waiting longer would not help: the client's own properties are wrong. */
  record Unusable(String problem) implements Outcome {}

  /** Waiting longer would not help: the broker does not want us. */
  record Refused(String reason) implements Outcome {}

  record Silent(String reason) implements Outcome {}

  record Interrupted() implements Outcome {}

  private final Map<String, Object> properties;
  private final Duration limit;
  private final LongSupplier nanos;

  KafkaStartCheck(Map<String, Object> kafka, Duration limit, LongSupplier nanos) {
    this.limit = limit;
    this.nanos = nanos;
    this.properties = new HashMap<>(kafka);
    properties.put("client.id", KafkaAccess.CLIENT_ID);
  }

  Outcome run() {
    long start = nanos.getAsLong();
    try {
      while (true) {
        Outcome outcome = attempt(limit.minusNanos(nanos.getAsLong() - start));
        boolean timeIsUp = nanos.getAsLong() - start + BETWEEN_TRIES.toNanos() >= limit.toNanos();
        if (!(outcome instanceof Silent) || timeIsUp) {
          return outcome;
        }
        pause();
      }
    } catch (InterruptedException interrupted) {
      return new Interrupted();
    }
  }

  private Outcome attempt(Duration left) throws InterruptedException {
    Duration limited = left.compareTo(LONGEST_TRY) > 0 ? LONGEST_TRY : left;
    Duration patience = limited.compareTo(SHORTEST_TRY) < 0 ? SHORTEST_TRY : limited;
    Admin admin;
    try {
      admin = Admin.create(properties);
    } catch (KafkaException cannotBeMade) {
      return unmade(cannotBeMade);
    }
    try {
      int millis = Math.toIntExact(patience.toMillis());
      boolean nobody =
          admin
              .describeCluster(new DescribeClusterOptions().timeoutMs(millis))
              .nodes()
              .get(millis, TimeUnit.MILLISECONDS)
              .isEmpty();
      return nobody ? new Silent("it lists no brokers") : new Reached();
    } catch (TimeoutException unanswered) {
      return new Silent("no answer");
    } catch (ExecutionException failure) {
      return failed(failure);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private static Outcome failed(ExecutionException failure) {
    return switch (failure.getCause()) {
      case AuthenticationException refused -> new Refused(refused.getClass().getSimpleName());
      // It answered, and knows us: what we may do is for the calls that need it.
      case AuthorizationException answered -> new Reached();
      case org.apache.kafka.common.errors.TimeoutException unanswered -> new Silent("no answer");
      case null, default -> new Silent(rootOf(failure).getClass().getSimpleName());
    };
  }

  // A name that does not resolve yet may do so later; a missing key store will not appear.
  private static Outcome unmade(KafkaException cannotBeMade) {
    Throwable root = rootOf(cannotBeMade);
    return root instanceof ConfigException
            && String.valueOf(root.getMessage()).contains("No resolvable bootstrap")
        ? new Silent("no broker's name can be resolved")
        : new Unusable(root.getClass().getSimpleName() + ": " + root.getMessage());
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static void pause() throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
  }
}

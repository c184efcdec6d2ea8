package verdict.system.chaos;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.common.errors.RetriableException;

/** What the brokers say of transactions. */
final class Transactions {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int ANSWER_MILLIS = 2_000;

  private final Admin admin;
  private final Pause pause;

  Transactions(Admin admin, Pause pause) {
    this.admin = admin;
    this.pause = pause;
  }

  /**
   * Whether the transaction comes to where it stands at this step; no if nobody can say in time.
   */
  boolean isSeenAt(CommitStep step, String transactionalId) throws InterruptedException {
    long until = System.nanoTime() + LIMIT.toNanos();
    do {
      try {
        if (step.evidence()
            .contains(
                admin
                    .describeTransactions(
                        List.of(transactionalId),
                        new DescribeTransactionsOptions().timeoutMs(ANSWER_MILLIS))
                    .description(transactionalId)
                    .get()
                    .state())) {
          return true;
        }
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RetriableException)) {
          throw new IllegalStateException("what the brokers say cannot be asked", e.getCause());
        }
      }
    } while (pause.of(LOOK) && System.nanoTime() - until < 0);
    return false;
  }
}

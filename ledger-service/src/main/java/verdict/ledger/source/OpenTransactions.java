package verdict.ledger.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;

/** Names the transaction behind which a partition's readers wait. */
final class OpenTransactions {

  private OpenTransactions() {}

  /** Empty if none is open, or if the broker does not let us ask. */
  static Optional<String> describe(Admin admin, TopicPartition partition, Duration limit) {
    try {
      Optional<ProducerState> oldest =
          admin
              .describeProducers(List.of(partition))
              .partitionResult(partition)
              .get(limit.toMillis(), TimeUnit.MILLISECONDS)
              .activeProducers()
              .stream()
              .filter(producer -> producer.currentTransactionStartOffset().isPresent())
              .min(
                  (one, other) ->
                      Long.compare(
                          one.currentTransactionStartOffset().orElseThrow(),
                          other.currentTransactionStartOffset().orElseThrow()));
      if (oldest.isEmpty()) {
        return Optional.empty();
      }
      long producerId = oldest.get().producerId();
      String name =
          admin.listTransactions().all().get(limit.toMillis(), TimeUnit.MILLISECONDS).stream()
              .filter(listing -> listing.producerId() == producerId)
              .map(TransactionListing::transactionalId)
              .findFirst()
              .orElse("unknown");
      return Optional.of(
          "open transaction of "
              + name
              + " (producer "
              + producerId
              + ") from offset "
              + oldest.get().currentTransactionStartOffset().orElseThrow()
              + ", last written "
              + Instant.ofEpochMilli(oldest.get().lastTimestamp()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty(); // an explanation is a courtesy: asking may need a right we lack
    }
  }
}

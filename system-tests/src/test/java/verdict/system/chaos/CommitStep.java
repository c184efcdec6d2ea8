package verdict.system.chaos;

import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionState;

/** The places on the way of a transaction at which a process is made to die. */
enum CommitStep {
  /** A transaction is begun; the broker has not heard of it. */
  BEGUN,
  /** Some outputs are written. */
  SOME_SENT,
  /** All outputs are written, the offsets not yet. */
  ALL_SENT,
  /** The offsets have joined the transaction. */
  OFFSETS_SENT,
  /** The broker has committed, and the answer does not arrive. */
  COMMIT_UNANSWERED,
  /** The commit is answered, and nothing more is done. */
  COMMITTED;

  /** What the broker says of the transaction of a process that stands there: one of these. */
  Set<TransactionState> evidence() {
    return switch (this) {
      case BEGUN -> EnumSet.complementOf(EnumSet.of(TransactionState.ONGOING));
      case SOME_SENT, ALL_SENT, OFFSETS_SENT -> EnumSet.of(TransactionState.ONGOING);
      case COMMIT_UNANSWERED, COMMITTED ->
          EnumSet.of(TransactionState.PREPARE_COMMIT, TransactionState.COMPLETE_COMMIT);
    };
  }
}

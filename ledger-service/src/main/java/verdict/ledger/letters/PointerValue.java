package verdict.ledger.letters;

import java.time.Instant;
import verdict.ledger.pointers.Gone;

/** What became of the value that a pointer letter stands for. */
public sealed interface PointerValue {

  /** Of the value, in bytes, as the letter says it. */
  long length();

  /** The ledger has not copied it yet. */
  record Waiting(long length) implements PointerValue {}

  /** The ledger has it. */
  record Copied(long length, Instant at) implements PointerValue {}

  /** It was gone when the ledger looked for it. */
  record Missing(long length, Instant at, Gone why) implements PointerValue {}
}

package verdict.ledger.letters;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One letter with everything that is known about it.
 *
 * @param errorClass the exception's class, if there was one
 * @param stack root cause first; empty without an exception
 * @param pointerValue what became of the value, if the letter is a pointer
 * @param original the letter as Kafka has it; empty if the letter topic does not hold it any more
 */
public record LetterDetail(
    LetterSummary summary,
    Optional<String> errorClass,
    String stack,
    String group,
    int deliveryCount,
    String appVersion,
    String bundle,
    Optional<PointerValue> pointerValue,
    Optional<Original> original) {

  /**
   * The original key and value, and every header of the letter.
   *
   * @param key null if the record had none
   * @param value null if the record had none, or if the letter is a pointer
   */
  // Arrays, because they are a record's bytes; nobody compares two of these.
  @SuppressWarnings("ArrayRecordComponent")
  public record Original(byte @Nullable [] key, byte @Nullable [] value, List<HeaderText> headers) {
    public Original {
      headers = List.copyOf(headers);
    }
  }

  /** A header with its value as UTF-8 text. */
  public record HeaderText(String name, String value) {}
}

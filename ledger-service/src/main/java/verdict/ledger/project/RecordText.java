package verdict.ledger.project;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import verdict.ledger.store.Storable;
import verdict.wire.Codec;
import verdict.wire.Decoding;
import verdict.wire.ErrorCode;
import verdict.wire.LoanApplication;
import verdict.wire.Topic;

/** What can be told from a record's bytes. */
final class RecordText {

  /** An id in UTF-8 is one byte per character; anything longer is none. */
  private static final int ID_BYTES_BOUND = 64;

  private RecordText() {}

  /** The key as an application's id, or null if it has not the form of one. */
  static @Nullable String id(byte @Nullable [] key) {
    return key == null || key.length > ID_BYTES_BOUND
        ? null
        : Storable.id(new String(key, StandardCharsets.UTF_8));
  }

  /** As the scoring service decodes: a value over the bound is not looked into. */
  static Decoding<LoanApplication> decode(Codec<LoanApplication> codec, byte @Nullable [] value) {
    return value != null && value.length > Topic.VALUE_BOUND_BYTES
        ? new Decoding.Undecodable<>(ErrorCode.VALUE_TOO_LARGE, "the value is over the bound")
        : codec.decode(value);
  }
}

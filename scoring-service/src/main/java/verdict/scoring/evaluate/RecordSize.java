package verdict.scoring.evaluate;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** An upper bound of a record's size in a batch of its own, in bytes, before compression. */
public final class RecordSize {

  /** Batch header, record header and lengths. */
  private static final int OVERHEAD_BYTES = 128;

  private static final int HEADER_OVERHEAD_BYTES = 10;

  private RecordSize() {}

  /** Of a record with these parts. */
  public static long of(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    long size =
        OVERHEAD_BYTES + (key == null ? 0 : key.length) + (value == null ? 0L : value.length);
    for (Header header : headers) {
      byte[] text = header.value();
      size +=
          HEADER_OVERHEAD_BYTES
              + header.key().getBytes(StandardCharsets.UTF_8).length
              + (text == null ? 0 : text.length);
    }
    return size;
  }
}

package verdict.scoring.evaluate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** An input's trace goes on with what came of it. */
public final class Trace {

  private static final String HEADER = "traceparent";

  private Trace() {}

  /** New headers with the input's {@code traceparent}, if it has one. */
  public static Headers of(ConsumerRecord<byte @Nullable [], byte @Nullable []> input) {
    Headers headers = new RecordHeaders();
    Header trace = input.headers().lastHeader(HEADER);
    if (trace != null) {
      headers.add(trace);
    }
    return headers;
  }
}

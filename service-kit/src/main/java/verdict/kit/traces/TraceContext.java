package verdict.kit.traces;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** W3C trace context, as far as it is passed on: the {@code traceparent} header, version 00. */
public final class TraceContext {

  /** The header's name, over HTTP and on records. */
  public static final String HEADER = "traceparent";

  /** A well-formed value has exactly so many characters. */
  public static final int LENGTH = 55;

  private static final int TRACE_ID = 3;
  private static final int SPAN_ID = 36;
  private static final int FLAGS = 53;

  private static final Pattern WELL_FORMED =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private TraceContext() {}

  /** The header's value if it is well-formed; anything else is nobody's trace. */
  public static Optional<String> of(@Nullable String header) {
    return Optional.ofNullable(header)
        .filter(text -> text.length() == LENGTH && WELL_FORMED.matcher(text).matches());
  }

  /**
   * What a span continues.
   *
   * @param traceparent well-formed, as {@link #of} returns it; without it a trace begins
   */
  public static Context parent(Optional<String> traceparent) {
    return traceparent
        .map(text -> Context.root().with(Span.wrap(remote(text))))
        .orElseGet(Context::root);
  }

  /** The header's value by which others continue this span. */
  public static String of(Span span) {
    SpanContext context = span.getSpanContext();
    return "00-"
        + context.getTraceId()
        + "-"
        + context.getSpanId()
        + "-"
        + context.getTraceFlags().asHex();
  }

  private static SpanContext remote(String traceparent) {
    return SpanContext.createFromRemoteParent(
        traceparent.substring(TRACE_ID, SPAN_ID - 1),
        traceparent.substring(SPAN_ID, FLAGS - 1),
        TraceFlags.fromHex(traceparent, FLAGS),
        TraceState.getDefault());
  }
}

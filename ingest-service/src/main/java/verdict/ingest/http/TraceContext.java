package verdict.ingest.http;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** W3C trace context, as far as it is passed on: the {@code traceparent} header, version 00. */
final class TraceContext {

  static final String HEADER = "traceparent";

  private static final Pattern WELL_FORMED =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private TraceContext() {}

  /** The header's value if it is well-formed; anything else is not passed on. */
  static Optional<String> of(@Nullable String header) {
    return Optional.ofNullable(header).filter(text -> WELL_FORMED.matcher(text).matches());
  }
}

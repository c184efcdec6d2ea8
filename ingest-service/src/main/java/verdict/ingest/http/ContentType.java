package verdict.ingest.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a body must be announced as. */
enum ContentType {
  JSON("application/json"),
  NDJSON("application/x-ndjson");

  private static final Pattern OTHER_CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*(?!\"?utf-?8\"?\\s*(;|$))");

  private final String text;

  ContentType(String text) {
    this.text = text;
  }

  /** Whether a request's headers announce this, in UTF-8 and not compressed. */
  boolean announcedBy(HttpHeaders headers) {
    String value = headers.get(HttpHeaderNames.CONTENT_TYPE, "").toLowerCase(Locale.ROOT);
    String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING, "identity");
    int end = value.indexOf(';');
    String type = end < 0 ? value : value.substring(0, end);
    return type.strip().equals(text)
        && !OTHER_CHARSET.matcher(value).find()
        && encoding.equalsIgnoreCase("identity");
  }

  Answer refusal() {
    return Answer.problem(
        415, "Unsupported media type", "Send " + text + " in UTF-8, without content encoding.");
  }

  @Override
  public String toString() {
    return text;
  }
}

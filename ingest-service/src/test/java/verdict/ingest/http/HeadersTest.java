package verdict.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\"; x=1",
      })
  void json_in_utf8_is_taken(String contentType) {
    assertThat(ContentType.JSON.announcedBy(headers("Content-Type", contentType))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "application/jsonx",
        "application/x-ndjson",
        "application/json; charset=utf-16",
        "application/json; charset=iso-8859-1",
      })
  void anything_else_is_not(String contentType) {
    assertThat(ContentType.JSON.announcedBy(headers("Content-Type", contentType))).isFalse();
  }

  @Test
  void a_compressed_body_is_not_taken() {
    HttpHeaders headers = headers("Content-Type", "application/json");
    headers.set("Content-Encoding", "gzip");
    assertThat(ContentType.JSON.announcedBy(headers)).isFalse();
  }

  private static HttpHeaders headers(String name, String value) {
    return new DefaultHttpHeaders().set(name, value);
  }
}

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

  @Test
  void a_well_formed_traceparent_is_passed_on() {
    String well = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    assertThat(TraceContext.of(well)).contains(well);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
      })
  void any_other_traceparent_is_dropped(String header) {
    assertThat(TraceContext.of(header)).isEmpty();
  }

  private static HttpHeaders headers(String name, String value) {
    return new DefaultHttpHeaders().set(name, value);
  }
}

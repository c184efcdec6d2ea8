package verdict.ingest.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static verdict.ingest.http.FaceFixture.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import verdict.wire.LoanApplication;

class HttpFaceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FaceFixture FACE = FaceFixture.accepting();

  @AfterAll
  static void close() {
    FACE.close();
  }

  @Test
  void a_valid_application_is_accepted_with_its_receipt() throws Exception {
    HttpResponse<String> response = FACE.send(FACE.submit(application("a-1")));
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(JSON.readTree(response.body()))
        .isEqualTo(
            JSON.readTree(
                """
                {"applicationId":"a-1","revision":1,
                 "receipt":{"topic":"loan.applications","partition":1,"offset":2}}
                """));
  }

  @Test
  void an_invalid_application_gets_every_problem_in_one_document() throws Exception {
    HttpResponse<String> response = FACE.send(FACE.submit("{\"applicationId\":\"s3cret!\"}"));
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    JsonNode problem = JSON.readTree(response.body());
    assertThat(problem.get("status").asInt()).isEqualTo(422);
    assertThat(problem.get("problems").findValuesAsText("field"))
        .containsExactly(
            "applicationId", "product", "applicantRef", "amountMinor", "currency", "termMonths");
    assertThat(response.body()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST   | /v1/applications       | application/json | {     | 400
          POST   | /v1/applications       | application/json | []    | 400
          POST   | /v1/applications       | application/json | ''    | 400
          POST   | /v1/applications       | text/plain       | {}    | 415
          POST   | /v1/applications:batch | application/json | {}    | 415
          POST   | /v1/applications:batch | application/x-ndjson | '' | 400
          PUT    | /v1/applications       | application/json | {}    | 405
          GET    | /v1/applications       | application/json | ''    | 405
          DELETE | /v1/applications/a-1   | application/json | ''    | 405
          POST   | /openapi.yaml          | application/json | {}    | 405
          GET    | /v1/applications/      | application/json | ''    | 400
          GET    | /v1/applications/a%20b | application/json | ''    | 400
          GET    | /v1/applications/a/b   | application/json | ''    | 400
          GET    | /v1/applications/a-1   | application/json | ''    | 404
          GET    | /                      | application/json | ''    | 404
          POST   | /v2/applications       | application/json | {}    | 404
          """)
  void what_cannot_be_answered_gets_its_problem(
      String method, String path, String contentType, String body, int status) throws Exception {
    HttpResponse<String> response =
        FACE.send(
            FACE.to(path)
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(JSON.readTree(response.body()).get("status").asInt()).isEqualTo(status);
    assertThat(response.headers().firstValue("allow").isPresent()).isEqualTo(status == 405);
  }

  @ParameterizedTest
  @CsvSource({"65536,400", "65537,413", "900000,413", "20000000,413"})
  void a_body_may_have_64_kibibytes(int bytes, int status) throws Exception {
    // All is written before anything is read, as simple clients do.
    try (Socket socket = FACE.socket()) {
      socket
          .getOutputStream()
          .write(
              FaceFixture.head("/v1/applications", "application/json", "Content-Length: " + bytes));
      socket.getOutputStream().write(new byte[bytes]);
      assertThat(statusLine(socket)).startsWith("HTTP/1.1 " + status);
    }
  }

  @Test
  void an_endless_chunked_body_is_refused() throws Exception {
    HttpResponse<String> response =
        FACE.send(
            FACE.to("/v1/applications")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(new byte[500_000])))
                .build());
    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void a_client_that_asks_first_is_told_to_go_on() throws Exception {
    HttpResponse<String> response =
        FACE.send(
            FACE.to("/v1/applications:batch")
                .header("Content-Type", "application/x-ndjson")
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofString(application("a") + "\n"))
                .build());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"status\":202");
  }

  @Test
  void the_description_names_every_path_and_every_field() throws Exception {
    HttpResponse<String> response = FACE.send(FACE.to("/openapi.yaml").GET().build());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/yaml");
    assertThat(response.body())
        .contains("/v1/applications:\n", "/v1/applications:batch:\n", "/openapi.yaml:\n")
        .contains("/v1/applications/{applicationId}:\n");
    String application =
        response
            .body()
            .substring(
                response.body().indexOf("    Application:"),
                response.body().indexOf("    Accepted:"));
    LoanApplication.getClassSchema().getFields().stream()
        .map(field -> field.name())
        .filter(name -> !name.equals("receivedAt"))
        .forEach(name -> assertThat(application).contains("        " + name + ":"));
  }

  private static String statusLine(Socket socket) throws Exception {
    byte[] answer = new byte[12];
    int read = socket.getInputStream().readNBytes(answer, 0, 12);
    return new String(answer, 0, read, US_ASCII);
  }
}

package verdict.ingest.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import verdict.ingest.lookup.LookupAnswer;
import verdict.ingest.parse.ApplicationParser;
import verdict.ingest.publish.Publication;
import verdict.wire.LoanApplication;

/** A real server on a free port, with a publisher and a lookup that the test plays. */
final class FaceFixture implements AutoCloseable {

  static final HttpLimits LIMITS =
      new HttpLimits(
          100,
          100,
          1 << 20,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          4,
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5));

  static final Publication ACCEPTED = new Publication.Accepted("loan.applications", 1, 2);

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  final HttpFace face;

  FaceFixture(
      HttpLimits limits, BiFunction<LoanApplication, Optional<String>, Mono<Publication>> publish) {
    this(limits, publish, Optional.empty(), failure -> {});
  }

  FaceFixture(
      HttpLimits limits,
      BiFunction<LoanApplication, Optional<String>, Mono<Publication>> publish,
      Optional<Tracer> tracer,
      Consumer<Throwable> spanFailures) {
    face =
        HttpFace.start(
            new HttpFace.Address("127.0.0.1", 0),
            limits,
            new ApplicationParser(InstantSource.system()),
            publish,
            id -> Mono.just(new LookupAnswer.Unknown()),
            tracer,
            spanFailures,
            registry);
  }

  static FaceFixture accepting() {
    return new FaceFixture(LIMITS, (application, trace) -> Mono.just(ACCEPTED));
  }

  static String application(String id) {
    return "{\"applicationId\":\"%s\",\"product\":\"p\",\"applicantRef\":\"r\",".formatted(id)
        + "\"amountMinor\":100,\"currency\":\"EUR\",\"termMonths\":12}";
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + face.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpRequest post(String path, String contentType, String body) {
    return to(path)
        .header("Content-Type", contentType)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  HttpRequest submit(String body) {
    return post("/v1/applications", "application/json", body);
  }

  HttpRequest batch(String lines) {
    return post("/v1/applications:batch", "application/x-ndjson", lines);
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The head of a request, for tests that write its body themselves. */
  static byte[] head(String path, String contentType, String framing) {
    return String.join(
            "\r\n",
            "POST " + path + " HTTP/1.1",
            "Host: x",
            "Content-Type: " + contentType,
            framing,
            "",
            "")
        .getBytes(StandardCharsets.US_ASCII);
  }

  Socket socket() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), face.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  @Override
  public void close() {
    face.close();
    client.close();
  }
}

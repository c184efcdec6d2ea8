package verdict.app.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import verdict.app.sample.Submission;
import verdict.kit.UnreachableException;

/**
 * Sends applications to an ingest service, a bounded number at a time. Busy answers (429, 503) and
 * broken connections are tried again with patience: the application's id and revision make a second
 * copy harmless. Thread-safe.
 */
public final class HttpSubmitter implements AutoCloseable {

  /** Most requests without an answer. */
  private static final int OPEN_REQUESTS_BOUND = 64;

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  /** How long one application is tried again. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration RETRY_STEP = Duration.ofMillis(500);
  private static final Duration RETRY_BOUND = Duration.ofSeconds(5);

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .build();
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore open = new Semaphore(OPEN_REQUESTS_BOUND);
  private final URI endpoint;
  private final LongSupplier nanoTicker;

  /**
   * @param url base of the ingest service, such as {@code http://127.0.0.1:8080}
   */
  public HttpSubmitter(URI url, LongSupplier nanoTicker) {
    this.endpoint = url.resolve("/v1/applications");
    this.nanoTicker = nanoTicker;
  }

  /**
   * Makes sure that somebody answers there.
   *
   * @throws UnreachableException if nobody does
   */
  public void check() {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/openapi.yaml")).timeout(ANSWER_LIMIT).build();
    try {
      client.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UnreachableException(
          "no ingest service answers at %s (%s): start one with `verdict up` or `verdict ingest`, or name it with --url"
              .formatted(endpoint.resolve("/"), e.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted");
    }
  }

  /** Sends when there is room, and tells the answer on another thread. */
  public void submit(Submission.OverHttp application, Consumer<Answer> answered)
      throws InterruptedException {
    open.acquire();
    requests.execute(
        () -> {
          try {
            answered.accept(send(application));
          } finally {
            open.release();
          }
        });
  }

  /** Waits until every application has its answer. */
  public void await() throws InterruptedException {
    open.acquire(OPEN_REQUESTS_BOUND);
    open.release(OPEN_REQUESTS_BOUND);
  }

  private Answer send(Submission.OverHttp application) {
    long deadline = nanoTicker.getAsLong() + PATIENCE.toNanos();
    String reason = "";
    for (Duration wait = RETRY_STEP;
        nanoTicker.getAsLong() - deadline < 0;
        wait = shorter(wait.multipliedBy(2), RETRY_BOUND)) {
      try {
        HttpResponse<String> response =
            client.send(
                request(application), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        int status = response.statusCode();
        if (status == 202) {
          return accepted(application, response.body());
        }
        if (status >= 400 && status < 500 && status != 429) {
          return new Answer.Rejected(application.applicationId(), status, response.body());
        }
        reason = "HTTP " + status;
        wait =
            response.headers().firstValue("Retry-After").map(HttpSubmitter::seconds).orElse(wait);
      } catch (IOException e) {
        reason = e.getClass().getSimpleName();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Answer.Unanswered(application.applicationId(), "interrupted");
      }
      LockSupport.parkNanos(wait.toNanos());
    }
    return new Answer.Unanswered(application.applicationId(), reason);
  }

  private HttpRequest request(Submission.OverHttp application) {
    return HttpRequest.newBuilder(endpoint)
        .timeout(ANSWER_LIMIT)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(application.body(), StandardCharsets.UTF_8))
        .build();
  }

  private Answer accepted(Submission.OverHttp application, String body) throws IOException {
    JsonNode receipt = mapper.readTree(body).path("receipt");
    return new Answer.Accepted(
        application.applicationId(),
        receipt.path("topic").asText()
            + "-"
            + receipt.path("partition").asInt()
            + "@"
            + receipt.path("offset").asLong());
  }

  private static Duration seconds(String text) {
    try {
      return Duration.ofSeconds(Math.clamp(Long.parseLong(text), 1L, RETRY_BOUND.toSeconds()));
    } catch (NumberFormatException e) {
      return RETRY_STEP;
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  @Override
  public void close() {
    requests.shutdownNow();
    try {
      requests.awaitTermination(CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.shutdownNow();
  }
}

package verdict.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.ingest.ServiceFixture.application;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.resources.LoopResources;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;

/** Lesson 3: whatever a request asks for, no thread that serves connections ever blocks. */
@ExtendWith(Servers.class)
@Timeout(120)
class EventLoopIT {

  private final String kafka;

  EventLoopIT(KafkaServer kafka) throws Exception {
    this.kafka = kafka.bootstrapServers();
    ServiceFixture.createTopic(this.kafka);
  }

  @BeforeEach
  void forget() {
    BlockWatch.forget();
  }

  @Test
  void a_deliberate_block_on_an_event_loop_is_caught() throws Exception {
    LoopResources loops = LoopResources.create("verdict-ingest-http", 1, true);
    CountDownLatch tried = new CountDownLatch(1);
    loops
        .onServer(false)
        .next()
        .execute(
            () -> {
              try {
                boolean ended = new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
                assertThat(ended).isFalse();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                tried.countDown();
              }
            });
    assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();
    // One await may spin before it parks, and is caught at both.
    assertThat(BlockWatch.blocked()).isNotEmpty();
    loops.dispose();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void no_request_blocks_an_event_loop(boolean traced) throws Exception {
    // Nobody listens there: spans pile up until they are dropped.
    Map<String, String> traces = Map.of("VERDICT_TRACES_ENDPOINT", "http://127.0.0.1:1/v1/traces");
    try (ServiceFixture ingest = new ServiceFixture(kafka, traced ? traces : Map.of())) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        answers.add(ingest.sendAsync(ingest.submission(application("loop-" + i))));
        answers.add(ingest.sendAsync(ingest.submission("{\"a\":1}")));
        answers.add(
            ingest.sendAsync(HttpRequest.newBuilder(ingest.uri("/v1/applications/x")).build()));
        answers.add(ingest.sendAsync(HttpRequest.newBuilder(ingest.uri("/openapi.yaml")).build()));
      }
      String lines =
          IntStream.range(0, 500)
              .mapToObj(i -> application("line-" + i))
              .collect(Collectors.joining("\n"));
      answers.add(
          ingest.sendAsync(
              HttpRequest.newBuilder(ingest.uri("/v1/applications:batch"))
                  .header("Content-Type", "application/x-ndjson")
                  .POST(HttpRequest.BodyPublishers.ofString(lines))
                  .build()));
      assertThat(answers)
          .allSatisfy(answer -> assertThat(answer.join().statusCode()).isNotEqualTo(500));
      assertThat(ingest.admin("/metrics").body().contains("verdict_traces_spans_total"))
          .isEqualTo(traced);
    }
    assertThat(BlockWatch.blocked()).isEmpty();
  }
}

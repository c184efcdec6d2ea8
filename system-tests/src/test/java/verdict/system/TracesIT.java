package verdict.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static verdict.system.RunningLine.PATIENCE;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import verdict.app.command.Settings;
import verdict.app.line.Line;
import verdict.app.line.LinePart;
import verdict.kit.Configuration;
import verdict.scoring.ScoringConfig;
import verdict.scoring.ScoringService;
import verdict.system.TraceCollector.Behaviour;
import verdict.system.TraceCollector.Received;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.wire.LetterHeaders;
import verdict.wire.Topic;

/**
 * One trace from the caller over ingest and scoring to the outcome, and no verdict that waits for
 * it.
 */
@ExtendWith(Servers.class)
@Timeout(600)
class TracesIT {

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER_SPAN = "00f067aa0ba902b7";
  private static final String CALLER = "00-" + TRACE_ID + "-" + CALLER_SPAN + "-01";
  private static final String QUIET = "00-" + TRACE_ID + "-" + CALLER_SPAN + "-00";
  private static final int MANY = 200;
  private static final Set<LinePart> OTHERS = Set.of(LinePart.LEDGER, LinePart.ANALYTICS);

  private final KafkaServer kafka;
  private final HttpClient client = HttpClient.newHttpClient();

  TracesIT(KafkaServer kafka) {
    this.kafka = kafka;
  }

  private Configuration configuration(String endpoint) {
    Map<String, String> environment = new HashMap<>();
    environment.put("VERDICT_KAFKA_BOOTSTRAP_SERVERS", kafka.fresh().bootstrapServers());
    environment.put("VERDICT_INGEST_PORT", "0");
    environment.put("VERDICT_INGEST_ADMIN_PORT", "0");
    environment.put("VERDICT_SCORING_ADMIN_PORT", "0");
    environment.put("VERDICT_TRACES_ENDPOINT", endpoint);
    return Configuration.read(environment, Settings.all());
  }

  private int submit(Line line, String id, String product, String traceparent) throws Exception {
    String body =
        ("{\"applicationId\":\"%s\",\"product\":\"%s\",\"applicantRef\":\"secret-person\","
                + "\"amountMinor\":116900,\"currency\":\"DEM\",\"termMonths\":6,"
                + "\"attributes\":{\"age_years\":67}}")
            .formatted(id, product);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:" + line.ingestPort().orElseThrow() + "/v1/applications"))
            .header("Content-Type", "application/json")
            .header("traceparent", traceparent)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void one_trace_leads_from_the_caller_over_ingest_and_scoring_to_the_score_event()
      throws Exception {
    try (TraceCollector collector = new TraceCollector(Behaviour.TAKES)) {
      Configuration configuration = configuration(collector.endpoint());
      try (Line line = Line.onServers(configuration, OTHERS)) {
        assertThat(submit(line, "secret-1", "german-credit", CALLER)).isEqualTo(202);
        ConsumerRecord<byte[], byte[]> score =
            RunningLine.committed(configuration, Topic.SCORES, 1).getFirst();
        List<Received> spans = spans(collector, 2);

        Span submitted = only(spans, "verdict-ingest");
        Span evaluated = only(spans, "verdict-scoring");
        assertThat(hex(submitted.getTraceId())).isEqualTo(TRACE_ID);
        assertThat(hex(submitted.getParentSpanId())).isEqualTo(CALLER_SPAN);
        assertThat(submitted.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(hex(evaluated.getTraceId())).isEqualTo(TRACE_ID);
        assertThat(evaluated.getParentSpanId()).isEqualTo(submitted.getSpanId());
        assertThat(evaluated.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CONSUMER);
        assertThat(header(score, "traceparent")).isEqualTo(context(evaluated));
        assertThat(spans.toString()).contains("SCORED").doesNotContain("secret");
      }
    }
  }

  @Test
  void a_letter_keeps_what_the_record_carried_and_names_its_own_span() throws Exception {
    try (TraceCollector collector = new TraceCollector(Behaviour.TAKES)) {
      Configuration configuration = configuration(collector.endpoint());
      try (Line line = Line.onServers(configuration, OTHERS)) {
        assertThat(submit(line, "secret-1", "boat-loan", CALLER)).isEqualTo(202);
        ConsumerRecord<byte[], byte[]> letter =
            RunningLine.committed(configuration, Topic.LETTERS, 1).getFirst();
        List<Received> spans = spans(collector, 2);

        assertThat(header(letter, "traceparent")).isEqualTo(context(only(spans, "verdict-ingest")));
        assertThat(header(letter, LetterHeaders.TRACEPARENT))
            .isEqualTo(context(only(spans, "verdict-scoring")));
        assertThat(spans.toString())
            .contains("DEAD_LETTERED", "UNKNOWN_PRODUCT")
            .doesNotContain("secret");
      }
    }
  }

  @Test
  void a_caller_who_does_not_record_finds_his_own_context_on_the_score_event() throws Exception {
    try (TraceCollector collector = new TraceCollector(Behaviour.TAKES)) {
      Configuration configuration = configuration(collector.endpoint());
      try (Line line = Line.onServers(configuration, OTHERS)) {
        assertThat(submit(line, "a-1", "german-credit", QUIET)).isEqualTo(202);
        assertThat(
                header(
                    RunningLine.committed(configuration, Topic.SCORES, 1).getFirst(),
                    "traceparent"))
            .isEqualTo(QUIET);
      }
      // Closed: whatever was to be sent, was.
      assertThat(collector.received()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TAKES")
  void a_collector_that_is_away_refuses_hangs_or_stalls_stops_no_verdict_and_is_told_of_once(
      Behaviour trouble) throws Exception {
    Logger delivery = (Logger) LoggerFactory.getLogger("verdict.kit.traces.Delivery");
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    delivery.addAppender(told);
    try (TraceCollector collector = new TraceCollector(trouble)) {
      Configuration configuration = configuration(collector.endpoint());
      // Scoring apart: its admin port tells what became of its spans.
      try (Line line =
              Line.onServers(
                  configuration, Set.of(LinePart.SCORE, LinePart.LEDGER, LinePart.ANALYTICS));
          ScoringService scoring = ScoringService.start(ScoringConfig.from(configuration))) {
        for (int i = 0; i < MANY; i++) {
          assertThat(submit(line, "a-" + i, "german-credit", CALLER)).isEqualTo(202);
        }
        assertThat(RunningLine.committed(configuration, Topic.SCORES, MANY)).hasSize(MANY);
        Eventually.until(PATIENCE, () -> undelivered(scoring) > 0);
        assertThat(collector.requests() > 0).isEqualTo(trouble != Behaviour.AWAY);
      }
    } finally {
      delivery.detachAppender(told);
    }
    // Ingest and scoring tell once each, ingest perhaps only after scoring's spans are counted.
    assertThat(told.list)
        .hasSizeBetween(1, 2)
        .allSatisfy(
            line ->
                assertThat(status(line))
                    .isEqualTo(
                        trouble == Behaviour.REFUSES
                            ? Optional.of(TraceCollector.REFUSAL)
                            : Optional.empty()));
  }

  private static Optional<Object> status(ILoggingEvent line) {
    return Stream.ofNullable(line.getKeyValuePairs())
        .flatMap(List::stream)
        .filter(pair -> pair.key.equals("status"))
        .map(pair -> pair.value)
        .findFirst();
  }

  private double undelivered(ScoringService scoring) {
    URI metrics = URI.create("http://127.0.0.1:" + scoring.adminPort() + "/metrics");
    String name = "verdict_traces_spans_total{result=\"undelivered\",service=\"scoring\"} ";
    return client
        .sendAsync(
            HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString(UTF_8))
        .join()
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  private static List<Received> spans(TraceCollector collector, int count) {
    return Eventually.eventually(PATIENCE, collector::received, spans -> spans.size() >= count);
  }

  private static Span only(List<Received> spans, String service) {
    List<Span> own =
        spans.stream()
            .filter(received -> received.service().equals(service))
            .map(Received::span)
            .toList();
    assertThat(own).as(service).hasSize(1);
    return own.getFirst();
  }

  private static String context(Span span) {
    return "00-" + hex(span.getTraceId()) + "-" + hex(span.getSpanId()) + "-01";
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), US_ASCII);
  }
}

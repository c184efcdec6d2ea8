package verdict.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import verdict.scoring.bundles.Shelf;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.SampleRecords;
import verdict.testkit.Servers;
import verdict.wire.Topic;

/** A bundle that fails on everything must not answer a day's intake with letters. */
@ExtendWith(Servers.class)
class FloodIT {

  private static final int APPLICATIONS = 1_000;
  private static final int BOUND = 50;
  private static final Pattern FLOOD = Pattern.compile("POLICY_FAILED (v1:[0-9a-f]{16})");

  @TempDir Path directory;

  private Shelf shelf;

  @BeforeEach
  void putBrokenBundle() {
    shelf = new Shelf(directory);
    shelf.put(
        "first",
        bundle ->
            bundle.edit("policy.yaml", "termMonths > 60", "1 / (termMonths - termMonths) > 60"));
  }

  @Test
  void a_broken_bundle_stops_the_intake_until_a_mended_one_lies_there(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      ScoringService service = start(line);
      line.send(SampleRecords.good(0, APPLICATIONS));
      awaitFlood(line, service);
      assertThat(line.read(Topic.LETTERS)).hasSizeLessThanOrEqualTo(BOUND);

      shelf.put("second", bundle -> bundle.version("1.1.0"));

      line.awaitAndVerifyIdentities();
      assertThat(line.read(Topic.LETTERS)).hasSizeLessThanOrEqualTo(BOUND);
      assertThat(line.read(Topic.SCORES)).hasSizeGreaterThanOrEqualTo(APPLICATIONS - BOUND);
    }
  }

  @Test
  void what_an_operator_accepts_becomes_letters_and_nothing_after_it(KafkaServer kafka)
      throws Exception {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      ScoringService service = start(line);
      line.send(SampleRecords.good(0, APPLICATIONS));
      String fingerprint = awaitFlood(line, service);

      assertThat(resume(service, fingerprint, line)).isEqualTo(200);

      line.awaitAndVerifyIdentities();
      assertThat(line.read(Topic.LETTERS)).hasSize(APPLICATIONS);
      line.send(SampleRecords.good(APPLICATIONS, APPLICATIONS));
      awaitFlood(line, service);
      assertThat(line.read(Topic.LETTERS)).hasSizeLessThanOrEqualTo(APPLICATIONS + BOUND);
    }
  }

  private ScoringService start(ScoringLine line) {
    return line.start(
        "one",
        "VERDICT_BUNDLE",
        directory.toString(),
        "VERDICT_SCORING_FLOOD_LETTERS",
        Integer.toString(BOUND));
  }

  /** Its fingerprint. */
  private static String awaitFlood(ScoringLine line, ScoringService service) {
    String state =
        Eventually.eventually(
            ScoringLine.PATIENCE,
            () -> line.stateOf(service),
            answer -> FLOOD.matcher(answer).find());
    Matcher matcher = FLOOD.matcher(state);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static int resume(ScoringService service, String fingerprint, ScoringLine line)
      throws Exception {
    Map<String, Long> until = new HashMap<>();
    line.ends(Topic.INPUTS).forEach((partition, end) -> until.put(partition.toString(), end));
    String body =
        new ObjectMapper().writeValueAsString(Map.of("accept", fingerprint, "until", until));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + service.adminPort() + "/resume"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}

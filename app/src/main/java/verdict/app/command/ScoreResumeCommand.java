package verdict.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import verdict.kit.Configuration;
import verdict.kit.ConfigurationException;
import verdict.kit.KafkaAccess;
import verdict.kit.KitSettings;
import verdict.kit.UnreachableException;
import verdict.scoring.ScoringSettings;
import verdict.wire.Topic;

/** Tells a scoring service that a flood of letters is over, or wanted. */
@Command(
    mixinStandardHelpOptions = true,
    name = "resume",
    description = "Let a scoring service that stopped at a flood of letters try again.",
    footer = {
      "",
      "Example: verdict score resume",
      "Example: verdict score resume --accept v1:0123456789abcdef --until now"
    })
public final class ScoreResumeCommand implements Callable<Integer> {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  /** Instead of offsets: everything that the inputs hold at this moment. */
  private static final String NOW = "now";

  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--accept",
      paramLabel = "FINGERPRINT",
      description = "Let letters with this fingerprint through; needs --until.")
  private @Nullable String accept;

  @Option(
      names = "--until",
      paramLabel = "OFFSETS",
      description =
          "Up to where: 'now', or the first offset not meant of each partition, such as loan.applications-0=1200,loan.applications-1=88.")
  private @Nullable String until;

  @Option(
      names = "--admin",
      paramLabel = "URL",
      description =
          "The service's admin address; by default VERDICT_ADMIN_HOST and VERDICT_SCORING_ADMIN_PORT. Tell each instance.")
  private @Nullable URI admin;

  @Override
  public Integer call() {
    new Options()
        .require(
            (accept == null) == (until == null), "--accept and --until go together: which, how far")
        .check();
    Configuration configuration = Settings.read();
    URI address = address(configuration);
    tell(address.resolve("/resume"), body(configuration).toString());
    new Console().line("asked " + address + " to resume");
    return ExitCode.DONE;
  }

  private URI address(Configuration configuration) {
    if (admin != null) {
      new Options().require(isAddress(admin), "--admin must be like http://127.0.0.1:8082").check();
      return admin;
    }
    int port = configuration.get(ScoringSettings.ADMIN_PORT);
    new Options()
        .require(port != 0, "VERDICT_SCORING_ADMIN_PORT is 0: say where it is with --admin")
        .check();
    String host = configuration.get(KitSettings.ADMIN_HOST);
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
  }

  private static boolean isAddress(URI uri) {
    return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        && uri.getHost() != null
        && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
  }

  private ObjectNode body(Configuration configuration) {
    ObjectNode body = JSON.createObjectNode();
    if (accept != null && until != null) {
      body.put("accept", accept);
      ObjectNode offsets = body.putObject("until");
      (until.equals(NOW) ? ends(configuration) : offsets(until)).forEach(offsets::put);
    }
    return body;
  }

  private static Map<String, Long> offsets(String text) {
    Map<String, Long> offsets = new HashMap<>();
    Options options = new Options();
    for (String pair : text.split(",", -1)) {
      int sign = pair.lastIndexOf('=');
      Optional<Long> offset = sign < 0 ? Optional.empty() : whole(pair.substring(sign + 1));
      options.require(
          offset.isPresent(),
          "--until: '" + pair + "' is not PARTITION=OFFSET, such as loan.applications-0=1200");
      offset.ifPresent(
          some ->
              options.require(
                  offsets.put(pair.substring(0, sign), some) == null,
                  "--until names '" + pair.substring(0, sign) + "' twice"));
    }
    options.check();
    return offsets;
  }

  private static Optional<Long> whole(String digits) {
    return digits.matches("\\d{1,18}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
  }

  private static Map<String, Long> ends(Configuration configuration) {
    ClientLogs.install(configuration);
    KafkaAccess.await(configuration.kafka(), configuration.get(KitSettings.START_TIMEOUT));
    try (Admin kafka = Admin.create(configuration.kafka())) {
      List<String> inputs = Topic.INPUTS.stream().map(Topic::topicName).toList();
      Map<TopicPartition, OffsetSpec> question =
          kafka.describeTopics(inputs).allTopicNames().get().values().stream()
              .flatMap(
                  topic ->
                      topic.partitions().stream()
                          .map(part -> new TopicPartition(topic.name(), part.partition())))
              .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
      Map<String, Long> ends = new HashMap<>();
      kafka
          .listOffsets(question)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition.toString(), end.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw new KafkaException("cannot read the ends of the inputs", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private static void tell(URI address, String body) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address)
                  .timeout(ANSWER_LIMIT)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      switch (answer.statusCode()) {
        case 200 -> {}
        case 400 -> throw new ConfigurationException(answer.body().lines().toList());
        default ->
            throw new UnreachableException(
                "%s answered %d: %s"
                    .formatted(address, answer.statusCode(), answer.body().strip()));
      }
    } catch (IOException e) {
      throw new UnreachableException(
          "no scoring service answers at %s (%s): say where it is with --admin"
              .formatted(address, e.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }
}

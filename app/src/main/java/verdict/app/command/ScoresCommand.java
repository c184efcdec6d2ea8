package verdict.app.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import verdict.app.watch.ScoreFilter;
import verdict.app.watch.TopicTail;
import verdict.kit.Configuration;
import verdict.kit.KafkaTopics;
import verdict.kit.KitSettings;
import verdict.wire.Codec;
import verdict.wire.Decoding;
import verdict.wire.LoanScore;
import verdict.wire.Reason;
import verdict.wire.Topic;

/** An analyst's command. */
@Command(
    name = "scores",
    description = "Read the score topic.",
    subcommands = ScoresCommand.Tail.class,
    mixinStandardHelpOptions = true)
public final class ScoresCommand {

  /** Decoded score events as they come. */
  @Command(
      mixinStandardHelpOptions = true,
      name = "tail",
      description = "Print score events as they are committed, until Ctrl-C.",
      footer = {
        "",
        "Example: verdict scores tail --from-beginning --where 'decision == \"DECLINE\"'"
      })
  public static final class Tail implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(200);

    @Option(names = "--from-beginning", description = "Everything that is there, then what comes.")
    private boolean fromBeginning;

    @Option(
        names = "--where",
        paramLabel = "CEL",
        description =
            "Only events for which this holds: decision, decisionSource, score, pd, product, channel, currency, amountMinor, termMonths, applicationId, revision.")
    private @Nullable String where;

    @Option(names = "--shadow", description = "The challenger's events instead of the champion's.")
    private boolean shadow;

    @Option(names = "--json", description = "Whole events, one JSON document a line.")
    private boolean json;

    @Override
    public Integer call() {
      Configuration configuration = Settings.read();
      ClientLogs.install(configuration);
      Predicate<LoanScore> wanted = where == null ? score -> true : ScoreFilter.compile(where);
      Topic topic = shadow ? Topic.SHADOW : Topic.SCORES;
      KafkaTopics.await(
          configuration.kafka(),
          List.of(topic.topicName()),
          configuration.get(KitSettings.START_TIMEOUT));
      Console console = new Console();
      Codec<LoanScore> codec = Codec.scores();
      try (TopicTail tail = new TopicTail(configuration.kafka(), List.of(topic), fromBeginning)) {
        while (!console.closed()) {
          for (ConsumerRecord<byte[], byte[]> record : tail.poll(POLL)) {
            switch (codec.decode(record.value())) {
              case Decoding.Decoded<LoanScore>(LoanScore score) -> {
                if (wanted.test(score)) {
                  console.line(json ? score.toString() : text(score));
                }
              }
              case Decoding.Undecodable<LoanScore>(var code, String message) ->
                  console.progress(
                      "%s-%d@%d: %s, %s"
                          .formatted(
                              record.topic(), record.partition(), record.offset(), code, message));
            }
          }
        }
      }
      return ExitCode.DONE;
    }

    private static String text(LoanScore score) {
      return "%-24s r%-2d %-7s %-6s score %4d  pd %.6f  %s"
          .formatted(
              score.getApplicationId(),
              score.getRevision(),
              score.getDecision(),
              score.getDecisionSource(),
              score.getScore(),
              score.getPd(),
              String.join("|", score.getReasons().stream().map(Reason::getCode).toList()));
    }
  }
}

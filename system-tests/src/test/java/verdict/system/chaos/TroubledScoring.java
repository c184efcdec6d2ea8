package verdict.system.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import verdict.app.command.Settings;
import verdict.decision.Bundles;
import verdict.kit.Configuration;
import verdict.kit.Metrics;
import verdict.scoring.ScoringConfig;
import verdict.scoring.engine.Engine;
import verdict.scoring.engine.EngineKafka;
import verdict.scoring.engine.KafkaClients;
import verdict.scoring.evaluate.Evaluation;
import verdict.scoring.evaluate.Evaluator;
import verdict.scoring.evaluate.Outcome;
import verdict.wire.ConsumerGroups;
import verdict.wire.Coordinates;
import verdict.wire.ErrorCode;

/**
 * A scoring process with the two worst defects that decision code can have: for some applications
 * it never ends, others end the process. Ends with its standard input.
 */
final class TroubledScoring {

  /** How the keys of such applications begin. */
  static final String STUCK = "stuck-";

  static final String KILLING = "killing-";

  /** As the verdict command ends when its service ended by itself. */
  private static final int ENDED_BY_ITSELF = 3;

  private TroubledScoring() {}

  @SuppressWarnings("try") // the engine only has to be there
  public static void main(String[] arguments) throws IOException {
    ScoringConfig config = ScoringConfig.from(Configuration.read(System.getenv(), Settings.all()));
    try (Engine engine =
        Engine.start(
            new EngineKafka(
                KafkaClients.REAL,
                config.kafka(),
                ConsumerGroups.SCORING,
                config.groupProtocol(),
                config.instance()),
            config.limits(),
            new Troubled(),
            config.acceptGaps(),
            Metrics.registry("scoring"),
            reason -> {
              System.err.println("ended by itself: " + reason);
              Runtime.getRuntime().halt(ENDED_BY_ITSELF);
            })) {
      int end = System.in.read();
      Runtime.getRuntime().halt(end);
    }
  }

  private static final class Troubled implements Evaluation {

    private final Bundles bundles = Bundles.shipped();
    private final Evaluator sound =
        new Evaluator(() -> bundles, ConsumerGroups.SCORING, "test", InstantSource.system());

    @Override
    public Outcome evaluate(
        ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
      String key = key(input);
      if (key.startsWith(KILLING)) {
        Runtime.getRuntime().halt(1);
      }
      while (key.startsWith(STUCK)) {
        Thread.onSpinWait();
      }
      return sound.evaluate(input, source);
    }

    private static String key(ConsumerRecord<byte @Nullable [], byte @Nullable []> input) {
      byte[] key = input.key();
      return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }

    @Override
    public Outcome giveUp(
        ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
        Coordinates source,
        ErrorCode code,
        StackTraceElement[] stack) {
      return sound.giveUp(input, source, code, stack);
    }
  }
}

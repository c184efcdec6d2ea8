package verdict.system.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
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
import verdict.testkit.SampleRecords;
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

  /** Exit codes: of a process that an application ended, and of one that ended by itself. */
  static final int KILLED = 9;

  static final int ENDED_BY_ITSELF = 10;

  private TroubledScoring() {}

  @SuppressWarnings("try") // the engine only has to be there
  public static void main(String[] arguments) throws IOException {
    Troubled evaluation = new Troubled();
    evaluation.warmUp();
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
            evaluation,
            config.acceptGaps(),
            Metrics.registry("scoring"),
            reason -> {
              System.err.println("ended by itself: " + reason);
              Runtime.getRuntime().halt(ENDED_BY_ITSELF);
            })) {
      while (System.in.read() >= 0) {
        // Nobody says anything: this waits for the end.
      }
      Runtime.getRuntime().halt(0);
    }
  }

  static String key(ConsumerRecord<byte @Nullable [], byte @Nullable []> input) {
    byte[] key = input.key();
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  private static final class Troubled implements Evaluation {

    private final Bundles bundles = Bundles.shipped();
    private final Evaluator sound =
        new Evaluator(() -> bundles, ConsumerGroups.SCORING, "test", InstantSource.system());

    /** The first decision of a process is its slowest: no application's deadline pays for it. */
    void warmUp() {
      ProducerRecord<byte @Nullable [], byte @Nullable []> record =
          SampleRecords.good(0, 1).getFirst();
      var ignored =
          sound.evaluate(
              new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value()),
              new Coordinates(record.topic(), Uuid.ZERO_UUID, 0, 0));
    }

    @Override
    public Outcome evaluate(
        ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
      String key = key(input);
      if (key.startsWith(KILLING)) {
        Runtime.getRuntime().halt(KILLED);
      }
      while (key.startsWith(STUCK)) {
        Thread.onSpinWait();
      }
      return sound.evaluate(input, source);
    }

    @Override
    public Outcome giveUp(
        ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
        Coordinates source,
        ErrorCode code,
        int attempts,
        StackTraceElement[] stack) {
      return sound.giveUp(input, source, code, attempts, stack);
    }
  }
}

package verdict.bench.scoring.engine;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import verdict.kit.Configuration;
import verdict.kit.Metrics;
import verdict.scoring.ScoringConfig;
import verdict.scoring.ScoringSettings;
import verdict.scoring.engine.Engine;
import verdict.scoring.engine.EngineKafka;
import verdict.scoring.engine.EngineLimits;
import verdict.scoring.engine.KafkaClients;

/** Ours, with the settings of a scoring service that nobody configured. */
final class VerdictEngine implements Peer {

  @Override
  public AutoCloseable start(Task task) {
    ScoringConfig defaults =
        ScoringConfig.from(Configuration.read(Map.of(), ScoringSettings.all()));
    MeterRegistry registry = Metrics.registry("scoring");
    Engine engine =
        Engine.start(
            new EngineKafka(
                KafkaClients.REAL,
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, task.bootstrapServers()),
                task.group(),
                defaults.groupProtocol(),
                "benchmark"),
            withoutDrain(defaults.limits(), task.threads()),
            task.evaluation(),
            false,
            registry,
            reason -> task.onFailure().accept(new IllegalStateException(reason)));
    return () -> {
      engine.close();
      registry.close();
    };
  }

  /** A run may end in the middle of the topic: nobody waits for what is in flight then. */
  private static EngineLimits withoutDrain(EngineLimits limits, int threads) {
    return new EngineLimits(
        threads,
        limits.inFlightRecords(),
        limits.inFlightBytes(),
        limits.commitInterval(),
        limits.transactionRecords(),
        limits.floodLetters(),
        limits.deadline(),
        Duration.ZERO);
  }
}

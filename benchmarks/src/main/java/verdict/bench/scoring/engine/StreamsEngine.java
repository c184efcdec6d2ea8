package verdict.bench.scoring.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import verdict.wire.Topic;

/** Kafka Streams, exactly_once_v2, a thread for each processor. */
final class StreamsEngine implements Peer {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  @Override
  public AutoCloseable start(Task task) {
    Path state = stateDirectory();
    KafkaStreams streams = new KafkaStreams(topology(task), properties(task, state));
    streams.setUncaughtExceptionHandler(
        error -> {
          task.onFailure().accept(error);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.start();
    return () -> {
      if (!streams.close(CLOSE_LIMIT)) {
        throw new IllegalStateException("streams does not end: it would disturb others");
      }
      streams.cleanUp();
      Files.deleteIfExists(state);
    };
  }

  static Topology topology(Task task) {
    return new Topology()
        .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), inputs())
        .addProcessor("decide", () -> new StreamsProcessor(task.decisions()), "in")
        .addSink(
            StreamsProcessor.SCORES,
            Topic.SCORES.topicName(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            "decide")
        .addSink(
            StreamsProcessor.LETTERS,
            Topic.LETTERS.topicName(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            "decide");
  }

  private static String[] inputs() {
    return Clients.INPUTS.toArray(String[]::new);
  }

  private static Properties properties(Task task, Path state) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, task.group());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, task.bootstrapServers());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Clients.COMMIT_INTERVAL.toMillis());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, task.threads());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    Clients.consumerTuning()
        .forEach(
            (name, value) -> {
              // Streams sets it itself, and warns of anybody else who does.
              if (!name.equals(ConsumerConfig.ISOLATION_LEVEL_CONFIG)) {
                properties.put(StreamsConfig.consumerPrefix(name), value);
              }
            });
    Clients.producerTuning()
        .forEach((name, value) -> properties.put(StreamsConfig.producerPrefix(name), value));
    return properties;
  }

  private static Path stateDirectory() {
    try {
      return Files.createTempDirectory("verdict-bench-streams-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

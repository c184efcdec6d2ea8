package verdict.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import verdict.wire.Codec;
import verdict.wire.Coordinates;
import verdict.wire.Decoding;
import verdict.wire.Letter;
import verdict.wire.LoanScore;
import verdict.wire.Topic;

/**
 * The proof that tests demand: every input record has exactly one outcome, in order; it is the one
 * that a computation of its own gives, and a letter holds what came in. Compares identities and
 * bytes, never counts. Pure.
 */
public final class OutcomeVerifier {

  private static final Codec<LoanScore> SCORES = Codec.scores();
  private static final Set<String> OF_A_COMPUTATION = Set.of("decidedAt", "appVersion");
  private static final String OUR_HEADERS = "dlq.";
  private static final String GENERIC_HEADERS = "__dlq.";

  /** What a record must come to, computed apart from the line under test. */
  @FunctionalInterface
  public interface Recomputation {
    /** The outcome as it would be sent; only its times and its version may differ. */
    ProducerRecord<byte @Nullable [], byte @Nullable []> outcome(
        ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source);
  }

  private final Map<String, Uuid> topicIds;
  private final Optional<Recomputation> recomputation;
  private final Map<Coordinates, ConsumerRecord<byte @Nullable [], byte @Nullable []>> inputs =
      new LinkedHashMap<>();
  private final Map<Coordinates, String> answered = new HashMap<>();
  private final Map<Path, Long> last = new HashMap<>();
  private final Map<ByteBuffer, Integer> partitionOfKey = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /** What kind of promise is broken. */
  public enum Kind {
    LOST,
    DUPLICATED,
    REORDERED,
    ALTERED,
    ORPHAN
  }

  /** One broken promise; the text names the records. */
  public record Problem(Kind kind, String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  /** From one input partition to one output partition. */
  private record Path(TopicPartition from, TopicPartition to) {}

  private OutcomeVerifier(Map<String, Uuid> topicIds, Optional<Recomputation> recomputation) {
    this.topicIds = Map.copyOf(topicIds);
    this.recomputation = recomputation;
  }

  /**
   * Everything that is wrong, each with its record; empty if nothing is.
   *
   * @param topicIds of the input topics
   * @param outputs scores and letters; each partition's in its order
   * @param recomputation compares contents, too, if there is one
   */
  public static List<Problem> problems(
      Map<String, Uuid> topicIds,
      Collection<ConsumerRecord<byte @Nullable [], byte @Nullable []>> inputs,
      Collection<ConsumerRecord<byte @Nullable [], byte @Nullable []>> outputs,
      Optional<Recomputation> recomputation) {
    OutcomeVerifier verifier = new OutcomeVerifier(topicIds, recomputation);
    inputs.forEach(input -> verifier.inputs.put(verifier.identity(input), input));
    outputs.forEach(verifier::check);
    verifier.inputs.keySet().stream()
        .filter(identity -> !verifier.answered.containsKey(identity))
        .forEach(identity -> verifier.add(Kind.LOST, "no outcome: " + identity));
    return List.copyOf(verifier.problems);
  }

  private void add(Kind kind, String text) {
    problems.add(new Problem(kind, text));
  }

  private Coordinates identity(ConsumerRecord<byte @Nullable [], byte @Nullable []> input) {
    Uuid id = Objects.requireNonNull(topicIds.get(input.topic()), input.topic());
    return new Coordinates(input.topic(), id, input.partition(), input.offset());
  }

  private void check(ConsumerRecord<byte @Nullable [], byte @Nullable []> output) {
    String name = output.topic() + "-" + output.partition() + "@" + output.offset();
    Optional<Coordinates> source = source(output);
    if (source.isEmpty()) {
      add(Kind.ORPHAN, "names no source: " + name);
      return;
    }
    Coordinates identity = source.get();
    var input = inputs.get(identity);
    if (input == null) {
      add(Kind.ORPHAN, "orphan: " + name + " answers " + identity);
      return;
    }
    String before = answered.putIfAbsent(identity, name);
    if (before != null) {
      add(Kind.DUPLICATED, "two outcomes: " + identity + " has " + before + " and " + name);
    }
    checkOrder(identity, output, name);
    checkPartition(output, name);
    checkBytes(input, output, name);
    recomputation.ifPresent(it -> checkContent(it.outcome(input, identity), output, name));
  }

  private void checkOrder(
      Coordinates source,
      ConsumerRecord<byte @Nullable [], byte @Nullable []> output,
      String name) {
    Path path =
        new Path(
            new TopicPartition(source.topic(), source.partition()),
            new TopicPartition(output.topic(), output.partition()));
    Long before = last.put(path, source.offset());
    if (before != null && before >= source.offset()) {
      add(
          Kind.REORDERED,
          "out of order: " + name + " answers " + source + " after offset " + before);
    }
  }

  /** One key's scores stand in one partition, or nobody could read them in their order. */
  private void checkPartition(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> output, String name) {
    byte[] key = output.key();
    if (key == null || !output.topic().equals(Topic.SCORES.topicName())) {
      return;
    }
    Integer before = partitionOfKey.putIfAbsent(ByteBuffer.wrap(key), output.partition());
    if (before != null && before != output.partition()) {
      add(Kind.REORDERED, "its key's scores stand in partition " + before + ", too: " + name);
    }
  }

  /** What came in stands in the letter, and its key on the score. */
  private void checkBytes(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      ConsumerRecord<byte @Nullable [], byte @Nullable []> output,
      String name) {
    if (!Arrays.equals(input.key(), output.key())) {
      add(Kind.ALTERED, "altered key: " + name);
    }
    if (!output.topic().equals(Topic.LETTERS.topicName())) {
      return;
    }
    if (!Arrays.equals(input.value(), output.value())) {
      add(Kind.ALTERED, "altered value: " + name);
    }
    if (!foreignHeaders(input.headers()).equals(foreignHeaders(output.headers()))) {
      add(Kind.ALTERED, "altered headers: " + name);
    }
  }

  private void checkContent(
      ProducerRecord<byte @Nullable [], byte @Nullable []> expected,
      ConsumerRecord<byte @Nullable [], byte @Nullable []> output,
      String name) {
    if (!expected.topic().equals(output.topic())) {
      add(Kind.ALTERED, "belongs on " + expected.topic() + ": " + name + code(output.headers()));
    } else if (!code(expected.headers()).equals(code(output.headers()))) {
      add(Kind.ALTERED, "its code is" + code(expected.headers()) + ": " + name);
    } else if (!decision(expected.value()).equals(decision(output.value()))) {
      add(Kind.ALTERED, "another decision: " + name);
    }
  }

  private static String code(Headers headers) {
    return Letter.read(headers).map(letter -> " " + letter.code()).orElse("");
  }

  /** A score event's fields, without those that differ between two computations. */
  private static Map<String, Object> decision(byte @Nullable [] value) {
    Map<String, Object> fields = new HashMap<>();
    score(value)
        .ifPresent(
            score ->
                score.getSchema().getFields().stream()
                    .filter(field -> !OF_A_COMPUTATION.contains(field.name()))
                    .forEach(field -> fields.put(field.name(), score.get(field.pos()))));
    return fields;
  }

  private static List<String> foreignHeaders(Headers all) {
    List<String> headers = new ArrayList<>();
    for (Header header : all) {
      if (!header.key().startsWith(OUR_HEADERS) && !header.key().startsWith(GENERIC_HEADERS)) {
        headers.add(header.key() + "=" + Arrays.toString(header.value()));
      }
    }
    return headers;
  }

  private static Optional<Coordinates> source(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> output) {
    if (output.topic().equals(Topic.LETTERS.topicName())) {
      return Letter.read(output.headers()).map(Letter::source);
    }
    return score(output.value()).map(score -> Coordinates.of(score.getSource()));
  }

  private static Optional<LoanScore> score(byte @Nullable [] value) {
    return switch (SCORES.decode(value)) {
      case Decoding.Decoded<LoanScore>(LoanScore score) -> Optional.of(score);
      case Decoding.Undecodable<LoanScore> undecodable -> Optional.empty();
    };
  }
}

package verdict.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import verdict.wire.Codec;
import verdict.wire.Coordinates;
import verdict.wire.Decoding;
import verdict.wire.Letter;
import verdict.wire.LoanScore;
import verdict.wire.Topic;

/**
 * The proof that tests demand: every input record has exactly one outcome, in order, and a letter
 * holds what came in. Compares identities, never counts. Pure.
 */
public final class OutcomeVerifier {

  private static final Codec<LoanScore> SCORES = Codec.scores();
  private static final String OUR_HEADERS = "dlq.";
  private static final String GENERIC_HEADERS = "__dlq.";

  private final Map<String, Uuid> topicIds;
  private final Map<Coordinates, ConsumerRecord<byte @Nullable [], byte @Nullable []>> inputs =
      new LinkedHashMap<>();
  private final Map<Coordinates, String> answered = new HashMap<>();
  private final Map<Path, Long> last = new HashMap<>();
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

  private OutcomeVerifier(Map<String, Uuid> topicIds) {
    this.topicIds = Map.copyOf(topicIds);
  }

  /**
   * Everything that is wrong, each with its record; empty if nothing is.
   *
   * @param topicIds of the input topics
   * @param outputs scores and letters; each partition's in its order
   */
  public static List<Problem> problems(
      Map<String, Uuid> topicIds,
      Collection<ConsumerRecord<byte @Nullable [], byte @Nullable []>> inputs,
      Collection<ConsumerRecord<byte @Nullable [], byte @Nullable []>> outputs) {
    OutcomeVerifier verifier = new OutcomeVerifier(topicIds);
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
    if (output.topic().equals(Topic.LETTERS.topicName())) {
      checkLetter(input, output, name);
    } else if (!Arrays.equals(input.key(), output.key())) {
      add(Kind.ALTERED, "another key: " + name);
    }
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

  private void checkLetter(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      ConsumerRecord<byte @Nullable [], byte @Nullable []> letter,
      String name) {
    if (!Arrays.equals(input.key(), letter.key())) {
      add(Kind.ALTERED, "altered key: " + name);
    }
    if (!Arrays.equals(input.value(), letter.value())) {
      add(Kind.ALTERED, "altered value: " + name);
    }
    if (!foreignHeaders(input).equals(foreignHeaders(letter))) {
      add(Kind.ALTERED, "altered headers: " + name);
    }
  }

  private static List<String> foreignHeaders(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
    List<String> headers = new ArrayList<>();
    for (Header header : record.headers()) {
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
    return switch (SCORES.decode(output.value())) {
      case Decoding.Decoded<LoanScore>(LoanScore score) ->
          Optional.of(Coordinates.of(score.getSource()));
      case Decoding.Undecodable<LoanScore> undecodable -> Optional.empty();
    };
  }
}

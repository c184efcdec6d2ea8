package verdict.app.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import verdict.decision.Bundles;
import verdict.scoring.evaluate.Evaluator;
import verdict.scoring.evaluate.Outcome;
import verdict.wire.Coordinates;
import verdict.wire.ErrorCode;

class SubmissionSourceTest {

  private static final int KINDS = Breakage.values().length;

  @Test
  void the_same_seed_gives_the_same_applications_and_another_seed_others() {
    assertThat(bodies(7, 200)).isEqualTo(bodies(7, 200));
    assertThat(bodies(7, 200)).isNotEqualTo(bodies(8, 200));
  }

  @Test
  void the_broken_share_is_spread_evenly_over_every_kind() {
    SubmissionSource source = new SubmissionSource(Bundles.shipped(), 1, 0.02);
    long direct =
        Stream.generate(source::next)
            .limit(50L * KINDS * 2)
            .filter(Submission.ToKafka.class::isInstance)
            .count();

    assertThat(direct).isEqualTo(2L * (KINDS - 4)); // four kinds go over HTTP
  }

  @Test
  void every_direct_breakage_becomes_the_letter_that_it_promises() {
    SubmissionSource source = new SubmissionSource(Bundles.shipped(), 1, 1);
    Bundles bundles = Bundles.shipped();
    Evaluator evaluator = new Evaluator(() -> bundles, "group", "test", InstantSource.system());
    Map<ErrorCode, Integer> codes = new EnumMap<>(ErrorCode.class);
    IntStream.range(0, KINDS * 3)
        .forEach(
            offset -> {
              if (source.next() instanceof Submission.ToKafka record) {
                Coordinates at = new Coordinates("loan.applications", Uuid.randomUuid(), 0, offset);
                Outcome outcome =
                    evaluator.evaluate(
                        new ConsumerRecord<>(
                            at.topic(), at.partition(), at.offset(), record.key(), record.value()),
                        at);
                assertThat(outcome)
                    .isInstanceOfSatisfying(
                        Outcome.Lettered.class,
                        lettered ->
                            assertThat(lettered.letter().code()).isEqualTo(record.expected()));
                codes.merge(record.expected(), 1, Integer::sum);
              }
            });

    assertThat(codes).hasSize(9);
  }

  private static String bodies(long seed, int count) {
    SubmissionSource source = new SubmissionSource(Bundles.shipped(), seed, 0);
    StringBuilder bodies = new StringBuilder();
    for (int i = 0; i < count; i++) {
      bodies.append(source.next()).append('\n');
    }
    return bodies.toString();
  }
}

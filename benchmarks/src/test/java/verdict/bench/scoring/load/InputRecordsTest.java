package verdict.bench.scoring.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import verdict.bench.scoring.plan.Shape;
import verdict.wire.Codec;
import verdict.wire.Decoding;
import verdict.wire.LoanApplication;

class InputRecordsTest {

  private final Codec<LoanApplication> codec = Codec.applications();

  @Test
  void each_key_is_the_id_of_the_application_in_its_value() {
    InputRecords records = new InputRecords(Shape.UNIFORM);
    for (int i = 0; i < 100; i++) {
      var next = records.next();
      assertThat(codec.decode(next.value()))
          .isInstanceOfSatisfying(
              Decoding.Decoded.class,
              decoded ->
                  assertThat(((LoanApplication) decoded.value()).getApplicationId())
                      .isEqualTo(key(next)));
    }
  }

  @Test
  void one_of_a_hundred_cannot_be_decoded_where_records_are_to_fail() {
    InputRecords records = new InputRecords(Shape.FAILING);

    assertThat(
            IntStream.range(0, 1_000)
                .filter(i -> codec.decode(records.next().value()) instanceof Decoding.Undecodable)
                .count())
        .isEqualTo(10);
  }

  @Test
  void some_keys_come_more_often_under_zipfs_law_and_none_otherwise() {
    assertThat(mostFrequent(Shape.ZIPF)).isBetween(1_100, 1_600);
    assertThat(mostFrequent(Shape.UNIFORM)).isLessThan(20);
  }

  @Test
  void two_runs_get_the_same_records() {
    InputRecords one = new InputRecords(Shape.ZIPF);
    InputRecords other = new InputRecords(Shape.ZIPF);
    for (int i = 0; i < 1_000; i++) {
      assertThat(key(one.next())).isEqualTo(key(other.next()));
    }
  }

  private static int mostFrequent(Shape shape) {
    InputRecords records = new InputRecords(shape);
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      counts.merge(key(records.next()), 1, Integer::sum);
    }
    return counts.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  private static String key(ProducerRecord<byte @Nullable [], byte @Nullable []> record) {
    return new String(Objects.requireNonNull(record.key()), StandardCharsets.UTF_8);
  }
}

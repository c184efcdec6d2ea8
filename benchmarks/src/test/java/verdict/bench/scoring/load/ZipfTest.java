package verdict.bench.scoring.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ZipfTest {

  @Test
  void the_second_is_half_as_frequent_as_the_first_and_the_tenth_a_tenth() {
    Zipf zipf = new Zipf(1_000);

    assertThat(zipf.share(1)).isCloseTo(zipf.share(0) / 2, within(1e-12));
    assertThat(zipf.share(9)).isCloseTo(zipf.share(0) / 10, within(1e-12));
  }

  @Test
  void of_a_thousand_keys_the_first_has_thirteen_of_a_hundred_records() {
    assertThat(new Zipf(1_000).share(0)).isCloseTo(0.1336, within(0.0001));
  }

  @Test
  void draws_have_the_shares_that_the_law_gives_them() {
    Zipf zipf = new Zipf(50);
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = new int[50];
    for (int i = 0; i < 200_000; i++) {
      counts[zipf.draw(random)]++;
    }

    for (int rank = 0; rank < 50; rank++) {
      assertThat(counts[rank] / 200_000.0).isCloseTo(zipf.share(rank), within(0.005));
    }
  }

  @Test
  void a_single_key_has_everything() {
    assertThat(new Zipf(1).draw(new SplittableRandom(1))).isZero();
  }
}

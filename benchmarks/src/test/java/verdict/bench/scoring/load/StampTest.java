package verdict.bench.scoring.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StampTest {

  @Test
  void an_intended_send_time_comes_back_as_it_was() {
    for (long nanos : new long[] {0, 1, 123_456_789_012_345L, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      assertThat(Stamp.read(Stamp.write(nanos))).isEqualTo(nanos);
    }
  }

  @Test
  void it_is_a_valid_trace_parent() {
    assertThat(new String(Stamp.write(255), StandardCharsets.US_ASCII))
        .isEqualTo("00-000000000000000100000000000000ff-0000000000000001-01")
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
  }
}

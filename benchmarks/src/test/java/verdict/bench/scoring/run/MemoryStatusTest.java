package verdict.bench.scoring.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryStatusTest {

  @Test
  void the_peak_is_read_in_bytes() {
    assertThat(MemoryStatus.peakBytes("Name:\tjava\nVmHWM:\t  524288 kB\nVmRSS:\t 1 kB\n"))
        .hasValue(512L << 20);
  }

  @Test
  void what_is_resident_now_is_read_in_bytes() {
    assertThat(MemoryStatus.residentBytes("VmHWM:\t  524288 kB\nVmRSS:\t 2 kB\n")).hasValue(2_048);
  }

  @Test
  void a_system_that_does_not_say_gives_no_peak() {
    assertThat(MemoryStatus.peakBytes("Name:\tjava\n")).isEmpty();
  }
}

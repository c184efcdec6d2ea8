package verdict.bench.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerTest {

  @Test
  void what_the_jvm_writes_to_standard_output_is_no_answer() {
    assertThat(Answer.of("[0.4s][info][jfr,startup] Started recording 1.")).isEmpty();
    assertThat(Answer.of("done")).isEmpty();
    assertThat(Answer.of("verdict-bench> failed to start")).hasValue("failed to start");
  }
}

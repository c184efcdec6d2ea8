package verdict.bench.scoring.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import verdict.bench.scoring.plan.EngineName;

class CellRunTest {

  @Test
  void an_engine_that_commits_inputs_without_outputs_is_wrong() {
    for (EngineName engine : EngineName.values()) {
      assertThat(CellRun.isWrong(engine, 100, 99, 200)).as(engine.label()).isTrue();
      assertThat(CellRun.isWrong(engine, 100, 100, 200)).as(engine.label()).isFalse();
    }
  }

  @Test
  void only_an_engine_that_is_at_least_once_may_write_an_output_twice() {
    assertThat(CellRun.isWrong(EngineName.VERDICT, 100, 101, 200)).isTrue();
    assertThat(CellRun.isWrong(EngineName.SPRING, 100, 101, 200)).isTrue();
    assertThat(CellRun.isWrong(EngineName.PLAIN, 100, 101, 200)).isFalse();
    assertThat(CellRun.isWrong(EngineName.PARALLEL_KEY, 200, 201, 200)).isFalse();
  }

  @Test
  void whoever_finishes_records_behind_its_offsets_is_judged_at_the_topics_end() {
    assertThat(CellRun.isWrong(EngineName.PARALLEL_TRANSACTIONAL, 100, 150, 200)).isFalse();
    assertThat(CellRun.isWrong(EngineName.PARALLEL_TRANSACTIONAL, 200, 201, 200)).isTrue();
  }
}

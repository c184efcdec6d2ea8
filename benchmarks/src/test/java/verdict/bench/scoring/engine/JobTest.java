package verdict.bench.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;

class JobTest {

  @Test
  void a_job_arrives_in_the_other_process_as_it_was() {
    Job job = new Job(EngineName.SPRING, "127.0.0.1:9092", 2, 517.25);

    assertThat(Job.of(job.arguments().toArray(String[]::new))).isEqualTo(job);
  }

  @Test
  void the_order_to_do_another_cell_names_it_and_is_no_other_order() {
    Cell cell = new Cell(Shape.ZIPF, Work.MILLI_1);

    assertThat(Job.cell(Job.order(cell))).isEqualTo(cell);
    assertThat(Job.isCell(Job.order(cell))).isTrue();
    assertThat(Job.isCell(Job.order("cell", "id"))).isFalse();
    assertThat(Job.isCell(Job.STOP)).isFalse();
  }
}

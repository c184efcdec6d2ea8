package verdict.bench.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;

class JobTest {

  @Test
  void a_job_arrives_in_the_other_process_as_it_was() {
    Job job = new Job(EngineName.SPRING, "127.0.0.1:9092", Shape.ZIPF, Work.REAL, 2, 517.25);

    assertThat(Job.of(job.arguments().toArray(String[]::new))).isEqualTo(job);
  }
}

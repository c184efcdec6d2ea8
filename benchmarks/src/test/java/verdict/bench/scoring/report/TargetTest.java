package verdict.bench.scoring.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Plan;

class TargetTest {

  @Test
  void the_load_of_latency_runs_is_measured_by_those_whose_latencies_have_a_target() {
    assertThat(Target.all())
        .filteredOn(target -> target.measure() == Measure.P99_MILLIS)
        .isNotEmpty()
        .allSatisfy(
            target -> assertThat(Plan.COMPARED).contains(EngineName.VERDICT, target.against()));
  }

  @Test
  void the_usual_plan_measures_all_that_has_a_target() {
    assertThat(Target.all())
        .allSatisfy(
            target ->
                assertThat(Plan.usual().parts())
                    .anySatisfy(
                        part -> {
                          assertThat(part.cell()).isEqualTo(target.cell());
                          assertThat(
                                  target.measure() == Measure.P99_MILLIS
                                      ? part.latencies()
                                      : part.engines())
                              .contains(EngineName.VERDICT, target.against());
                        }));
  }
}

package verdict.bench.scoring.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void the_usual_plan_measures_our_share_of_the_ceiling_in_every_shape() {
    for (Shape shape : Shape.values()) {
      assertThat(Plan.usual().parts())
          .as(shape.label())
          .anySatisfy(
              part -> {
                assertThat(part.cell()).isEqualTo(new Cell(shape, Work.MICROS_100));
                assertThat(part.engines()).contains(EngineName.CEILING, EngineName.VERDICT);
              });
    }
  }

  @Test
  void whoever_has_a_latency_has_a_throughput_too() {
    for (Plan plan : List.of(Plan.usual(), Plan.full())) {
      assertThat(plan.parts())
          .allSatisfy(part -> assertThat(part.engines()).containsAll(part.latencies()));
    }
  }

  @Test
  void the_full_plan_has_every_shape_with_every_work() {
    assertThat(Plan.full().parts()).hasSize(Shape.values().length * Work.values().length);
  }

  @Test
  void a_plan_can_be_narrowed_to_nothing() {
    Plan plan =
        Plan.usual().only(List.of(Shape.ZIPF), List.of(Work.REAL), List.of(EngineName.values()));

    assertThat(plan.parts()).isEmpty();
  }

  @Test
  void only_the_engines_that_were_asked_for_are_left() {
    Plan plan =
        Plan.usual().only(List.of(Shape.UNIFORM), List.of(Work.REAL), List.of(EngineName.VERDICT));

    assertThat(plan.parts())
        .singleElement()
        .isEqualTo(
            new Part(
                new Cell(Shape.UNIFORM, Work.REAL),
                List.of(EngineName.VERDICT),
                List.of(EngineName.VERDICT)));
    assertThat(plan.withoutLatency().parts().getFirst().latencies()).isEmpty();
  }
}

package verdict.bench.scoring.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;

class TablesTest {

  private static final Cell CELL = new Cell(Shape.UNIFORM, Work.REAL);

  private final Results results = new Results();
  private final Tables tables = new Tables(results);

  @Test
  void an_engine_has_its_medians_and_its_shares_in_one_line() {
    add(EngineName.CEILING, Measure.RECORDS_PER_SECOND, 80_000);
    add(EngineName.STREAMS, Measure.RECORDS_PER_SECOND, 40_000);
    add(EngineName.STREAMS, Measure.CPU_MICROS, 23.44);
    add(EngineName.VERDICT, Measure.RECORDS_PER_SECOND, 60_000);

    assertThat(tables.figures())
        .contains("| uniform | real | streams | 40,000 | 50 % | 1.50 × | 23.4 | – |")
        .contains("| uniform | real | verdict | 60,000 | 75 % |  | – |");
  }

  @Test
  void an_engine_that_cannot_do_a_shape_has_the_reason_in_its_line() {
    results.remark(new Subject(CELL, EngineName.SPRING), "cannot");

    assertThat(tables.figures()).contains("| spring | – | – | – | – | – | – | – | – | cannot |");
  }

  @Test
  void a_target_is_met_missed_or_not_measured() {
    add(EngineName.STREAMS, Measure.RECORDS_PER_SECOND, 100);
    add(EngineName.PARALLEL_TRANSACTIONAL, Measure.RECORDS_PER_SECOND, 100);
    add(EngineName.VERDICT, Measure.RECORDS_PER_SECOND, 150);

    assertThat(tables.targets())
        .contains("| records/s of streams at uniform × real: ≥ 1.05 × | 1.50 × | met |")
        .contains("| records/s of pc-txn at uniform × real: ≥ 2 × | 1.50 × | **MISSED** |")
        .contains("| p99 of streams at uniform × real: ≤ 0.6 × | – | not measured |");
  }

  @Test
  void less_is_better_for_latency() {
    add(EngineName.STREAMS, Measure.P99_MILLIS, 100);
    add(EngineName.VERDICT, Measure.P99_MILLIS, 50);

    assertThat(tables.targets())
        .contains("| p99 of streams at uniform × real: ≤ 0.6 × | 0.50 × | met |");
  }

  private void add(EngineName engine, Measure measure, double value) {
    results.add(new Subject(CELL, engine), 1, measure, value);
  }
}

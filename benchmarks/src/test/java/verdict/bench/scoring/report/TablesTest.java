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

  @Test
  void whoever_is_wrong_meets_no_target() {
    add(EngineName.STREAMS, Measure.RECORDS_PER_SECOND, 100);
    add(EngineName.VERDICT, Measure.RECORDS_PER_SECOND, 150);
    results.wrong(new Subject(CELL, EngineName.VERDICT));

    assertThat(tables.targets())
        .contains("real: ≥ 1.05 × | 1.50 × | not judged: verdict is WRONG |");
  }

  @Test
  void nobody_is_beaten_who_is_wrong() {
    add(EngineName.STREAMS, Measure.RECORDS_PER_SECOND, 200);
    add(EngineName.VERDICT, Measure.RECORDS_PER_SECOND, 150);
    results.wrong(new Subject(CELL, EngineName.STREAMS));

    assertThat(tables.targets())
        .contains("real: ≥ 1.05 × | 0.75 × | not judged: streams is WRONG |");
  }

  @Test
  void a_machine_that_others_use_meets_no_target_and_says_so() {
    add(EngineName.STREAMS, Measure.RECORDS_PER_SECOND, 100);
    add(EngineName.VERDICT, Measure.RECORDS_PER_SECOND, 150);
    results.disturbed(CELL, 0.02);
    results.disturbed(CELL, 0.69);
    results.disturbed(CELL, 0.69);

    assertThat(tables.targets())
        .contains("real: ≥ 1.05 × | 1.50 × | not judged: the machine was too busy |");
    assertThat(tables.figures())
        .contains("- **uniform × real: other processes used 69 % of the processors");
  }

  @Test
  void one_busy_round_of_many_is_nothing_to_a_median() {
    add(EngineName.STREAMS, Measure.RECORDS_PER_SECOND, 100);
    add(EngineName.VERDICT, Measure.RECORDS_PER_SECOND, 150);
    results.disturbed(CELL, 0.02);
    results.disturbed(CELL, 0.02);
    results.disturbed(CELL, 0.69);

    assertThat(tables.targets()).contains("real: ≥ 1.05 × | 1.50 × | met |");
  }

  @Test
  void a_ceiling_that_somebody_passed_is_none() {
    Cell heavy = new Cell(Shape.ONE, Work.MILLI_1);
    results.add(new Subject(heavy, EngineName.CEILING), 1, Measure.RECORDS_PER_SECOND, 100);
    results.add(new Subject(heavy, EngineName.VERDICT), 1, Measure.RECORDS_PER_SECOND, 154);

    assertThat(tables.figures()).contains("- **one × 1ms: verdict passed the ceiling");
    assertThat(tables.targets())
        .contains("at one × 1ms: ≥ 0.9 × | 1.54 × | not judged: the ceiling was passed |");
  }

  @Test
  void remarks_stand_beside_each_other_each_once() {
    Subject subject = new Subject(CELL, EngineName.SPRING);
    results.remark(subject, "by hand");
    results.remark(subject, "WRONG");
    results.remark(subject, "by hand");

    assertThat(tables.figures()).contains("| by hand; WRONG |");
  }

  private void add(EngineName engine, Measure measure, double value) {
    results.add(new Subject(CELL, engine), 1, measure, value);
  }
}

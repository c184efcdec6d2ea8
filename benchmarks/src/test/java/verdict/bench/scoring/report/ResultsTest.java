package verdict.bench.scoring.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;

class ResultsTest {

  private static final Cell CELL = new Cell(Shape.UNIFORM, Work.REAL);
  private static final Subject OURS = new Subject(CELL, EngineName.VERDICT);
  private static final Subject THEIRS = new Subject(CELL, EngineName.STREAMS);

  private final Results results = new Results();

  @Test
  void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
    add(OURS, 1, 10, 30, 20);
    assertThat(results.median(OURS, Measure.RECORDS_PER_SECOND)).hasValue(20);

    add(OURS, 4, 40);
    assertThat(results.median(OURS, Measure.RECORDS_PER_SECOND)).hasValue(25);
  }

  @Test
  void a_ratio_is_the_median_of_the_rounds_ratios_not_the_ratio_of_the_medians() {
    // The machine was busy in the second round, and hit both.
    add(OURS, 1, 120, 30, 110);
    add(THEIRS, 1, 100, 20, 110);

    assertThat(ratio()).isEqualTo(1.2);
  }

  @Test
  void a_round_that_only_one_of_them_has_is_left_out() {
    add(OURS, 1, 200, 5);
    add(THEIRS, 1, 100);

    assertThat(ratio()).isEqualTo(2);
  }

  @Test
  void what_was_not_measured_has_no_figure() {
    assertThat(results.median(OURS, Measure.P99_MILLIS)).isEmpty();
    assertThat(results.ratio(CELL, EngineName.VERDICT, EngineName.STREAMS, Measure.P99_MILLIS))
        .isEmpty();
  }

  private double ratio() {
    return results
        .ratio(CELL, EngineName.VERDICT, EngineName.STREAMS, Measure.RECORDS_PER_SECOND)
        .orElseThrow();
  }

  private void add(Subject subject, int round, double... values) {
    for (int i = 0; i < values.length; i++) {
      results.add(subject, round + i, Measure.RECORDS_PER_SECOND, values[i]);
    }
  }
}

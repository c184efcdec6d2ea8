package verdict.bench.scoring.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;

/**
 * What ours is to reach beside another engine, as a ratio of the two.
 *
 * @param atLeast whether more is better
 */
record Target(Cell cell, Measure measure, EngineName against, boolean atLeast, double bound) {

  static List<Target> all() {
    List<Target> all = new ArrayList<>();
    for (Work work : Work.values()) {
      for (Shape shape : Shape.values()) {
        if (work.isHeavy()) {
          all.add(faster(shape, work, EngineName.CEILING, 0.9));
        }
      }
    }
    all.add(faster(Shape.UNIFORM, Work.NONE, EngineName.STREAMS, 1.3));
    all.add(faster(Shape.UNIFORM, Work.REAL, EngineName.STREAMS, 1.05));
    all.add(faster(Shape.ONE, Work.MICROS_100, EngineName.STREAMS, 1.7));
    all.add(faster(Shape.UNIFORM, Work.NONE, EngineName.PARALLEL_TRANSACTIONAL, 2));
    all.add(faster(Shape.UNIFORM, Work.REAL, EngineName.PARALLEL_TRANSACTIONAL, 2));
    for (Work work : List.of(Work.REAL, Work.MICROS_100)) {
      all.add(sooner(work, EngineName.STREAMS, 0.6));
      all.add(sooner(work, EngineName.PLAIN, 2));
    }
    return List.copyOf(all);
  }

  private static Target faster(Shape shape, Work work, EngineName against, double bound) {
    return new Target(new Cell(shape, work), Measure.RECORDS_PER_SECOND, against, true, bound);
  }

  private static Target sooner(Work work, EngineName against, double bound) {
    return new Target(new Cell(Shape.UNIFORM, work), Measure.P99_MILLIS, against, false, bound);
  }

  /** What was reached; empty if it was not measured. */
  OptionalDouble reached(Results results) {
    return results.ratio(cell, EngineName.VERDICT, against, measure);
  }

  Judgement judge(Results results) {
    OptionalDouble ratio = reached(results);
    if (ratio.isEmpty()) {
      return new Judgement.NotMeasured();
    }
    double reached = ratio.getAsDouble();
    Optional<String> objection = objection(results);
    if (objection.isPresent()) {
      return new Judgement.NotJudged(reached, objection.get());
    }
    boolean met = atLeast ? reached >= bound : reached <= bound;
    return met ? new Judgement.Met(reached) : new Judgement.Missed(reached);
  }

  /** Why the ratio proves nothing. */
  private Optional<String> objection(Results results) {
    for (EngineName engine : List.of(EngineName.VERDICT, against)) {
      if (results.isWrong(new Subject(cell, engine))) {
        return Optional.of(engine + " is WRONG");
      }
    }
    if (results.isDisturbed(cell)) {
      return Optional.of("the machine was too busy");
    }
    if (against == EngineName.CEILING && !results.aboveCeiling(cell).isEmpty()) {
      return Optional.of("the ceiling was passed");
    }
    return Optional.empty();
  }

  String text() {
    return "%s of %s at %s: %s %s ×"
        .formatted(
            measure == Measure.P99_MILLIS ? "p99" : "records/s",
            against,
            cell,
            atLeast ? "≥" : "≤",
            Figures.plain(bound));
  }
}

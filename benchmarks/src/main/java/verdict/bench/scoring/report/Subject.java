package verdict.bench.scoring.report;

import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;

/** One engine in one cell. */
public record Subject(Cell cell, EngineName engine) {}

package verdict.scoring.engine;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import verdict.scoring.evaluate.Evaluator;

/**
 * What every session works with, one after the other.
 *
 * @param nanoTicker for durations
 * @param clock for ages of records
 */
record Workbench(
    Evaluator evaluator,
    WorkerPool workers,
    EngineLimits limits,
    StartRule startRule,
    EngineMetrics metrics,
    LongSupplier nanoTicker,
    InstantSource clock) {}

package verdict.scoring.engine;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import verdict.scoring.evaluate.Evaluation;

/**
 * What every session works with, one after the other.
 *
 * @param nanoTicker for durations
 * @param clock for ages of records
 */
record Workbench(
    Evaluation evaluation,
    WorkerPool workers,
    EngineLimits limits,
    StartRule startRule,
    Attempts attempts,
    Breaker breaker,
    EngineMetrics metrics,
    LongSupplier nanoTicker,
    InstantSource clock) {}

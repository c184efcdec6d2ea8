/**
 * Faults against a running line, by a seed. {@link verdict.system.chaos.Chaos} is the command,
 * {@link verdict.system.chaos.ChaosRun} one seed: {@link verdict.system.chaos.FaultPlan} says what
 * happens, {@link verdict.system.chaos.ScoringSlot} and {@link verdict.system.chaos.ServerFaults}
 * do it, {@link verdict.system.chaos.Transactions} asks the broker whether a step was really hit,
 * {@link verdict.system.chaos.Progress} watches for stalls, {@link verdict.system.chaos.Recomputed}
 * says which outcome each record should have. The hooks are in processes of its own: {@link
 * verdict.system.chaos.SteppedScoring} and {@link verdict.system.chaos.Broker}.
 *
 * <p>{@link verdict.system.chaos.Storm} is a rebalance storm in one process. {@link
 * verdict.system.chaos.TroubledScoring} is a process with applications that end it, or never end.
 */
@NullMarked
package verdict.system.chaos;

import org.jspecify.annotations.NullMarked;

/**
 * Faults against a running line, by a seed. {@link verdict.system.chaos.Chaos} is the command,
 * {@link verdict.system.chaos.ChaosRun} one seed: {@link verdict.system.chaos.FaultPlan} says what
 * happens, {@link verdict.system.chaos.ScoringSlot} and {@link verdict.system.chaos.Servers} do it,
 * {@link verdict.system.chaos.Progress} watches for stalls. The hooks are in processes of its own:
 * {@link verdict.system.chaos.SteppedScoring} and {@link verdict.system.chaos.Broker}.
 */
@NullMarked
package verdict.system.chaos;

import org.jspecify.annotations.NullMarked;

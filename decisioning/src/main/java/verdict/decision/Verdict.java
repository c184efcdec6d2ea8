package verdict.decision;

/**
 * What a bundle says about an application: {@link Decided}, or {@link Refused} with the reason why
 * it cannot.
 */
public sealed interface Verdict permits Decided, Refused {}

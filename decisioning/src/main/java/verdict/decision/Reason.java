package verdict.decision;

/**
 * One reason against an application.
 *
 * @param rank 1 is the strongest
 * @param code the bundle's reason code
 * @param text the bundle's text for it
 */
public record Reason(int rank, String code, String text) {}

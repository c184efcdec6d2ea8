package verdict.decision;

/** What becomes of an application: lend, ask a person, refuse. */
public enum Decision {
  APPROVE,
  REFER,
  DECLINE
}

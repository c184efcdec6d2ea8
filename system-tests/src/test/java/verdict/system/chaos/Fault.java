package verdict.system.chaos;

/** What is done to a running line; how often, as a weight. */
enum Fault {
  // To one scoring process.
  KILLED(true, 2),
  KILLED_AT_STEP(true, 20),
  STOPPED(true, 2),
  FROZEN_BRIEFLY(true, 2),
  FROZEN_PAST_ITS_SESSION(true, 1),
  CUT_OFF(true, 2),
  CUT_OFF_PAST_ITS_SESSION(true, 1),
  ANSWER_LOST(true, 2),
  // To what all of them need.
  BROKER_KILLED(false, 2),
  BROKER_STOPPED(false, 2),
  COORDINATORS_MOVED(false, 3),
  LETTERS_REFUSED(false, 2),
  DATABASE_STOPPED(false, 2);

  private final boolean ofProcess;
  private final int weight;

  Fault(boolean ofProcess, int weight) {
    this.ofProcess = ofProcess;
    this.weight = weight;
  }

  boolean isOfProcess() {
    return ofProcess;
  }

  int weight() {
    return weight;
  }
}

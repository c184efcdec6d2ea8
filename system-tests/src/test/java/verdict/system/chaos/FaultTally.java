package verdict.system.chaos;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was done to a line, and what went wrong besides its records. Thread-safe. */
final class FaultTally {

  private static final Logger log = LoggerFactory.getLogger(FaultTally.class);

  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private final Map<CommitStep, Integer> steps = new EnumMap<>(CommitStep.class);
  private int spared;
  private final List<String> problems = new CopyOnWriteArrayList<>();

  synchronized void suffered(String who, Fault fault) {
    log.atInfo().addKeyValue("fault", fault).addKeyValue("of", who).log("suffered");
    faults.merge(fault, 1, Integer::sum);
  }

  synchronized void reached(CommitStep step) {
    log.atInfo().addKeyValue("step", step).log("reached");
    steps.merge(step, 1, Integer::sum);
  }

  /** It was to be stopped, but nothing went on. */
  synchronized void spared(String who) {
    log.atInfo().addKeyValue("instance", who).log("spared");
    spared++;
  }

  void problem(String problem) {
    log.atWarn().addKeyValue("problem", problem).log("went wrong");
    problems.add(problem);
  }

  /** Nothing more can be found out. */
  void brokeOff(Throwable reason) {
    log.atWarn().setCause(reason).log("broke off");
    problems.add("broke off: " + reason);
  }

  synchronized Map<Fault, Integer> faults() {
    return Map.copyOf(faults);
  }

  synchronized Map<CommitStep, Integer> steps() {
    return Map.copyOf(steps);
  }

  synchronized int spared() {
    return spared;
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}

package verdict.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

  private static final int LONG = 500;

  @Test
  void a_seed_plans_the_same_faults_again() {
    assertThat(planned(FaultPlan.ofProcess(7, 1))).isEqualTo(planned(FaultPlan.ofProcess(7, 1)));
    assertThat(planned(FaultPlan.ofServers(7))).isEqualTo(planned(FaultPlan.ofServers(7)));
  }

  @Test
  void seeds_and_processes_differ() {
    assertThat(planned(FaultPlan.ofProcess(7, 1)))
        .isNotEqualTo(planned(FaultPlan.ofProcess(7, 2)))
        .isNotEqualTo(planned(FaultPlan.ofProcess(8, 1)));
  }

  @Test
  void every_fault_and_every_step_comes() {
    List<FaultPlan.Planned> all =
        Stream.of(FaultPlan.ofProcess(1, 0), FaultPlan.ofServers(1))
            .flatMap(plan -> planned(plan).stream())
            .toList();

    assertThat(all).extracting(FaultPlan.Planned::fault).contains(Fault.values());
    assertThat(all)
        .filteredOn(planned -> planned.fault() == Fault.KILLED_AT_STEP)
        .extracting(FaultPlan.Planned::step)
        .contains(CommitStep.values());
  }

  private static List<FaultPlan.Planned> planned(FaultPlan plan) {
    return Stream.generate(plan::next).limit(LONG).toList();
  }
}

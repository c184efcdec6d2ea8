package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StateMachineTest {

  private final StateMachine state = new StateMachine();

  @Test
  void begins_with_starting_and_goes_between_running_and_recovering() {
    assertThat(state.now()).isEqualTo(new EngineState.Starting());
    state.running(8);
    state.recovering("no broker");
    assertThat(state.now()).isEqualTo(new EngineState.Recovering("no broker"));
    state.running(4);
    assertThat(state.now()).isEqualTo(new EngineState.Running(4));
  }

  @Test
  void a_stop_is_not_taken_back_by_what_happens_while_it_drains() {
    state.running(8);
    state.draining();
    state.recovering("no broker");
    state.running(8);
    assertThat(state.now()).isEqualTo(new EngineState.Draining());
    state.stopped();
    assertThat(state.now()).isEqualTo(new EngineState.Stopped());
  }

  @Test
  void what_has_failed_stays_so() {
    state.failed("a gap");
    state.running(8);
    state.draining();
    state.stopped();
    assertThat(state.now()).isEqualTo(new EngineState.Failed("a gap"));
  }
}

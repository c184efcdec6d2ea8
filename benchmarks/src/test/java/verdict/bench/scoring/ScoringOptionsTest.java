package verdict.bench.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import verdict.bench.scoring.plan.Plan;
import verdict.bench.scoring.run.Tempo;
import verdict.kit.ConfigurationException;

class ScoringOptionsTest {

  private final ScoringOptions options = new ScoringOptions();

  @Test
  void without_options_it_is_the_usual_plan_in_seven_rounds() {
    parse();

    assertThat(options.plan()).isEqualTo(Plan.usual());
    assertThat(options.tempo())
        .isEqualTo(new Tempo(7, Duration.ofMillis(1_200), Duration.ofSeconds(3)));
    assertThat(options.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void everything_that_is_wrong_is_told_at_once() {
    parse("--rounds=0", "--seconds=0.1", "--threads=-1", "--work=2ms", "--engines=verdict,kafka");

    assertThatThrownBy(() -> options.plan())
        .asInstanceOf(InstanceOfAssertFactories.type(ConfigurationException.class))
        .extracting(ConfigurationException::problems)
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .containsExactlyInAnyOrder(
            "--rounds takes 1 to 1000",
            "--seconds takes 0.5 to 600",
            "--threads takes 0 to 256",
            "--work takes none, real, 100us, 1ms, not '2ms'",
            "--engines takes ceiling, verdict, streams, pc-key, pc-txn, spring, plain, not 'kafka'");
  }

  @Test
  void a_cell_that_the_usual_plan_lacks_has_to_be_asked_for_with_full() {
    parse("--shapes=zipf", "--work=real");
    assertThatThrownBy(() -> options.plan()).hasMessageContaining("--full");

    parse("--shapes=zipf", "--work=real", "--full");
    assertThat(options.plan().parts()).hasSize(1);
  }

  private void parse(String... arguments) {
    new CommandLine(options).parseArgs(arguments);
  }
}

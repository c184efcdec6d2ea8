package verdict.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import verdict.scoring.BrokenClients.Defect;
import verdict.testkit.KafkaServer;
import verdict.testkit.OutcomeVerifier.Kind;
import verdict.testkit.OutcomeVerifier.Problem;
import verdict.testkit.SampleRecords;
import verdict.testkit.Servers;

/** What finds nothing in a broken engine proves nothing about a sound one. */
@ExtendWith(Servers.class)
class BrokenEngineIT {

  @ParameterizedTest
  @CsvSource({
    "DROPS, LOST",
    "DOUBLES, DUPLICATED",
    "REORDERS, REORDERED",
    "ALTERS, ALTERED",
    "SWAPS, ALTERED"
  })
  void the_verifier_names_what_a_broken_engine_does(
      Defect defect, Kind expected, KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      line.send(SampleRecords.mixed(0, 2_000, 5));
      line.start(new BrokenClients(defect));
      line.awaitAllCommitted();

      assertThat(line.problems()).extracting(Problem::kind).contains(expected);
    }
  }
}

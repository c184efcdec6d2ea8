package verdict.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import verdict.kit.ConfigurationException;
import verdict.scoring.engine.Resumption;

class ResumeCommandTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{}"})
  void nothing_said_means_try_again(String body) {
    assertThat(ResumeCommand.parse(body)).isEqualTo(new Resumption(Optional.empty()));
  }

  @Test
  void letters_are_accepted_up_to_an_offset_of_each_partition() {
    Resumption resumption =
        ResumeCommand.parse(
            """
            {"accept": "v1:0123456789abcdef",
             "until": {"loan.applications-0": 12, "loan.applications.replay-11": 0}}
            """);

    assertThat(resumption.accepted())
        .contains(
            new Resumption.Accepted(
                "v1:0123456789abcdef",
                Map.of(
                    new TopicPartition("loan.applications", 0),
                    12L,
                    new TopicPartition("loan.applications.replay", 11),
                    0L)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[]; must be a JSON object",
        "{} {}; must be a JSON object",
        "{\"accept\": \"v1:0123456789abcdef\", \"until\": [1]}; at least one partition",
        "nonsense; must be a JSON object",
        "{\"all\": true}; unknown key 'all'",
        "{\"accept\": \"v1:0123456789abcdef\"}; go together",
        "{\"until\": {\"loan.applications-0\": 1}}; go together",
        "{\"accept\": \"v1:0123456789abcdef\", \"until\": {}}; at least one partition",
        "{\"accept\": \"v1:x\", \"until\": {\"loan.applications-0\": 1}}; 16 hexadecimal digits",
        "{\"accept\": \"v1:0123456789abcdef\", \"until\": {\"loan.scores-0\": 1}}; no partition of an input",
        "{\"accept\": \"v1:0123456789abcdef\", \"until\": {\"loan.applications-0\": -1}}; 0 or more",
        "{\"accept\": \"v1:0123456789abcdef\", \"until\": {\"loan.applications-0\": 1.5}}; 0 or more"
      })
  void what_is_wrong_is_said(String body, String problem) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ResumeCommand.parse(body))
        .withMessageContaining(problem);
  }

  @Test
  void all_that_is_wrong_is_said_at_once() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ResumeCommand.parse("{\"accept\": 1, \"until\": {\"a\": 1, \"b\": 2}}"))
        .satisfies(e -> assertThat(e.problems()).hasSize(3));
  }
}

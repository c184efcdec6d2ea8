package verdict.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaEvolutionTest {

  static List<Schema> current() {
    return List.of(
        LoanApplication.getClassSchema(),
        LoanScore.getClassSchema(),
        LoanOutcome.getClassSchema(),
        LoanStat.getClassSchema());
  }

  @ParameterizedTest
  @MethodSource("current")
  void todays_schema_reads_every_schema_ever_released(Schema schema) throws Exception {
    List<Schema> released = Codec.SchemaHistory.of(schema.getName());

    assertThat(released).isNotEmpty();
    new SchemaValidatorBuilder()
        .canReadStrategy()
        .validateAll()
        .validate(schema, released.reversed());
  }

  @ParameterizedTest
  @MethodSource("current")
  void todays_schema_stands_in_the_history(Schema schema) {
    long today = SchemaNormalization.parsingFingerprint64(schema);

    assertThat(Codec.SchemaHistory.of(schema.getName()))
        .as("add %s as the next file under schemas/history/%s", schema.getName(), schema.getName())
        .anyMatch(released -> SchemaNormalization.parsingFingerprint64(released) == today);
  }

  @ParameterizedTest
  @MethodSource("current")
  void every_field_is_documented(Schema schema) {
    assertThat(schema.getDoc()).isNotBlank();
    assertThat(schema.getFields()).allSatisfy(field -> assertThat(field.doc()).isNotBlank());
  }
}

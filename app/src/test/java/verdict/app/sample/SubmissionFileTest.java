package verdict.app.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import verdict.decision.Bundles;

class SubmissionFileTest {

  private static final String HEADER = "application_id,amount,term_months,purpose\n";

  @TempDir private Path folder;

  private List<Submission> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("rows.csv"), text);
    try (Stream<Submission> rows = SubmissionFile.read(file, Bundles.shipped(), "test")) {
      return rows.toList();
    }
  }

  private static Submission.OverHttp http(Submission submission) {
    return (Submission.OverHttp) submission;
  }

  @Test
  void a_ragged_row_is_sent_with_a_field_that_the_ingest_refuses_and_the_others_go_on()
      throws IOException {
    List<Submission> rows = read(HEADER + "a,1,12,car\nshort,1\nlong,1,12,car,boat\nz,1,12,car\n");

    assertThat(rows)
        .extracting(row -> http(row).applicationId())
        .containsExactly("a", "short", "long", "z");
    assertThat(rows)
        .satisfiesExactly(
            row -> assertThat(http(row).body()).doesNotContain("cells"),
            row -> assertThat(http(row).body()).contains("\"row_has_2_cells_instead_of_4\":true"),
            row -> assertThat(http(row).body()).contains("\"row_has_5_cells_instead_of_4\":true"),
            row -> assertThat(http(row).body()).doesNotContain("cells"));
  }

  @Test
  void a_byte_order_mark_is_not_part_of_the_first_column() throws IOException {
    assertThat(read("\uFEFF" + HEADER + "a,1,12,car\n"))
        .singleElement()
        .satisfies(row -> assertThat(http(row).applicationId()).isEqualTo("a"));
  }
}

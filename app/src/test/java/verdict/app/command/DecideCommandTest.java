package verdict.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DecideCommandTest {

  private final StringWriter told = new StringWriter();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write_one_row() throws IOException {
    file =
        Files.writeString(
            folder.resolve("rows.csv"), "application_id,amount,term_months\na,1000,12\n");
  }

  /** What a pipe or a disk says to every write. */
  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  private int run(OutputStream out) {
    return new CommandLine(new DecideCommand(new Console(out, err), out))
        .setErr(new PrintWriter(told))
        .setExitCodeExceptionMapper(Failures::exitCode)
        .setExecutionExceptionHandler(Failures::report)
        .execute("--file", file.toString());
  }

  @Test
  void whoever_stops_reading_stdout_ends_it_without_a_word() {
    assertThat(run(failing("Broken pipe"))).isZero();

    assertThat(told.toString()).isEmpty();
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void a_full_disk_is_told_as_what_cannot_be_written() {
    assertThat(run(failing("No space left on device"))).isEqualTo(2);

    assertThat(told.toString().lines())
        .containsExactly("verdict: cannot write stdout: No space left on device");
  }

  @Test
  void a_file_that_is_not_there_is_told_as_what_cannot_be_read() throws IOException {
    Files.delete(file);

    assertThat(run(new ByteArrayOutputStream())).isEqualTo(2);
    assertThat(told.toString()).isEqualTo("verdict: cannot read " + file + "\n");
  }
}

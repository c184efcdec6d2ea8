package verdict.bench.scoring.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Every figure as it comes: a run that is broken off keeps what it has. */
public final class CsvLog implements AutoCloseable {

  private final CsvWriter csv;

  public CsvLog(Path path) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(path);
    line("shape", "work", "engine", "round", "measure", "value");
  }

  /** One figure of one round. */
  public void add(Subject subject, int round, Measure measure, double value) {
    line(subject, Integer.toString(round), measure.label(), Double.toString(value));
  }

  /** What is said instead. */
  public void remark(Subject subject, String text) {
    line(subject, "", "remark", text);
  }

  private void line(Subject subject, String round, String measure, String value) {
    line(
        subject.cell().shape().label(),
        subject.cell().work().label(),
        subject.engine().label(),
        round,
        measure,
        value);
  }

  private void line(String... cells) {
    try {
      csv.writeRecord(cells);
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}

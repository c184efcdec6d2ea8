package verdict.app.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import verdict.decision.Bundles;

/**
 * Applications from a file: {@code .csv} with a header line, or one JSON body a line. Read as it is
 * consumed. A row with too few or too many cells may have any of them in the wrong column: it is
 * sent with a field that says so, which no application has, so that the ingest service refuses it.
 */
public final class SubmissionFile {

  private SubmissionFile() {}

  /**
   * The file's applications in order; close the stream.
   *
   * @param channel where the rows are said to come from
   * @throws IOException if the file cannot be read
   */
  public static Stream<Submission> read(Path file, Bundles bundles, String channel)
      throws IOException {
    return file.toString().endsWith(".csv") ? csv(file, bundles, channel) : lines(file);
  }

  private static Stream<Submission> csv(Path file, Bundles bundles, String channel)
      throws IOException {
    ApplicationRow rows = new ApplicationRow(bundles, channel);
    CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .detectBomHeader(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofNamedCsvRecord(file);
    return reader.stream().map(row -> submission(row, rows)).onClose(() -> close(reader));
  }

  private static Submission submission(NamedCsvRecord row, ApplicationRow rows) {
    Map<String, String> columns = row.getFieldsAsMap();
    String id = columns.getOrDefault("application_id", "");
    ObjectNode body = rows.body(id, columns);
    int cells = row.getFieldCount();
    int expected = row.getHeader().size();
    if (cells != expected) {
      body.put("row_has_%d_cells_instead_of_%d".formatted(cells, expected), true);
    }
    return new Submission.OverHttp(id, body.toString());
  }

  private static Stream<Submission> lines(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    Iterator<String> lines = reader.lines().filter(line -> !line.isBlank()).iterator();
    Iterable<String> once = () -> lines;
    return StreamSupport.stream(once.spliterator(), false)
        .map(line -> (Submission) new Submission.OverHttp(id(mapper, line), line))
        .onClose(() -> close(reader));
  }

  private static String id(ObjectMapper mapper, String line) {
    try {
      JsonNode id = mapper.readTree(line).path("applicationId");
      return id.isTextual() ? id.asText() : "";
    } catch (JsonProcessingException e) {
      return ""; // the ingest service says what is wrong with the line
    }
  }

  private static void close(AutoCloseable reader) {
    try {
      reader.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot close the file", e);
    }
  }
}

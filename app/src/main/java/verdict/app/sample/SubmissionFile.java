package verdict.app.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import verdict.decision.Bundles;

/**
 * Applications from a file: {@code .csv} with a header line, or one JSON body a line. Read as it is
 * consumed.
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
    CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file);
    return reader.stream()
        .map(
            row -> {
              Map<String, String> columns = new LinkedHashMap<>(row.getFieldsAsMap());
              String id = Objects.requireNonNullElse(columns.get("application_id"), "");
              return (Submission) new Submission.OverHttp(id, rows.body(id, columns).toString());
            })
        .onClose(() -> close(reader));
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

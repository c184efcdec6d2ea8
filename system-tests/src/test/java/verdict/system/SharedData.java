package verdict.system;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Applications with an independent oracle's answers. */
record SharedData(String name, Path applications, Path expected) {

  /** The committed synthetic rows, and the real ones where they lie beside the project. */
  static List<SharedData> available() {
    Path fixtures = root().resolve("decisioning/src/test/resources/verdict/decision");
    SharedData synthetic = in("synthetic", fixtures.resolve("synthetic"));
    for (int up = 0; up <= root().getNameCount(); up++) {
      Path real = root().resolve("../".repeat(up)).normalize().resolve("shared/data/german-credit");
      if (Files.isDirectory(real)) {
        return List.of(synthetic, in("german-credit", real));
      }
    }
    return List.of(synthetic);
  }

  private static SharedData in(String name, Path folder) {
    return new SharedData(name, folder.resolve("applications.csv"), folder.resolve("expected.csv"));
  }

  private static Path root() {
    return Path.of("..").toAbsolutePath().normalize(); // tests run in their module's folder
  }

  /** The oracle's answers by application id, each as one comparable line. */
  Map<String, String> answers() throws IOException {
    Map<String, String> answers = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(expected)) {
      for (NamedCsvRecord row : rows) {
        answers.put(
            row.getField("application_id"),
            String.join(
                ",",
                row.getField("score"),
                row.getField("pd"),
                row.getField("policy_hits"),
                row.getField("decision"),
                row.getField("decision_source"),
                row.getField("reasons")));
      }
    }
    return answers;
  }

  @Override
  public String toString() {
    return name;
  }
}

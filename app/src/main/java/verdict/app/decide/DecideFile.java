package verdict.app.decide;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import verdict.decision.Bundle;
import verdict.kit.ConfigurationException;

/**
 * Streams a CSV file through a bundle on several threads; what comes out has the rows' order. The
 * calling thread reads and writes, the others decide; no more rows are held than its bounds say.
 */
public final class DecideFile {

  /** Rows that are handed to a thread together. */
  private static final int CHUNK_ROWS = 512;

  /** Chunks under way for each thread: one in work, one waiting, one to be written. */
  private static final int CHUNKS_PER_THREAD = 3;

  private final Bundle bundle;
  private final int threads;
  private final Instant submitted;

  /**
   * @param submitted when rows were submitted that do not say it themselves
   */
  public DecideFile(Bundle bundle, int threads, Instant submitted) {
    this.bundle = bundle;
    this.threads = threads;
    this.submitted = submitted;
  }

  /** How many rows were decided, and how many would become letters. */
  public record Count(long decided, long refused) {}

  /**
   * Decides every row.
   *
   * @param out gets CSV: {@code application_id,score,pd,policy_hits,decision,decision_source,
   *     reasons}
   * @param refused gets {@code id: CODE message} for each row that would become a letter
   * @throws IOException if the file cannot be read, or {@code out} not be written
   * @throws ConfigurationException listing all that the header lacks
   */
  public Count run(Path file, Writer out, Consumer<String> refused)
      throws IOException, InterruptedException {
    try (CsvReader<CsvRecord> reader =
            CsvReader.builder()
                .detectBomHeader(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // Columns refuses such a row
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file);
        ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      try {
        return run(reader.iterator(), workers, out, refused);
      } catch (InterruptedException | IOException | RuntimeException e) {
        workers.shutdownNow(); // what is queued is of no use any more
        throw e;
      }
    }
  }

  private Count run(
      Iterator<CsvRecord> records, ExecutorService workers, Writer out, Consumer<String> refused)
      throws IOException, InterruptedException {
    if (!records.hasNext()) {
      throw new ConfigurationException(List.of("the file is empty: it needs a header line"));
    }
    DecisionRows rows =
        new DecisionRows(bundle, new Columns(records.next().getFields(), bundle, submitted));
    out.write(String.join(",", DecisionRows.HEADER) + "\n");
    Deque<Future<DecisionRows.Written>> underWay = new ArrayDeque<>();
    long decided = 0;
    long letters = 0;
    while (records.hasNext() || !underWay.isEmpty()) {
      while (records.hasNext() && underWay.size() < threads * CHUNKS_PER_THREAD) {
        List<List<String>> chunk = chunk(records);
        underWay.add(workers.submit(() -> rows.decide(chunk)));
      }
      DecisionRows.Written written = join(underWay.remove());
      out.write(written.csv());
      written.refused().forEach(refused);
      decided += written.decided();
      letters += written.refused().size();
    }
    out.flush();
    return new Count(decided, letters);
  }

  private static List<List<String>> chunk(Iterator<CsvRecord> records) {
    List<List<String>> chunk = new ArrayList<>(CHUNK_ROWS);
    while (records.hasNext() && chunk.size() < CHUNK_ROWS) {
      chunk.add(records.next().getFields());
    }
    return chunk;
  }

  private static DecisionRows.Written join(Future<DecisionRows.Written> chunk)
      throws InterruptedException {
    try {
      return chunk.get();
    } catch (ExecutionException bug) {
      throw new IllegalStateException("a row was not decided", bug.getCause());
    }
  }
}

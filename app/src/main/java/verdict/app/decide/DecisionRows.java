package verdict.app.decide;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import verdict.decision.Bundle;
import verdict.decision.Decided;
import verdict.decision.PolicyHit;
import verdict.decision.Reason;
import verdict.decision.Refused;

/** Some rows' decisions as CSV, and what could not be decided. Pure; thread-safe. */
final class DecisionRows {

  static final List<String> HEADER =
      List.of(
          "application_id", "score", "pd", "policy_hits", "decision", "decision_source", "reasons");

  private static final int PD_DECIMALS = 6;
  private static final int CHARACTERS_PER_ROW = 64;
  private static final String SEPARATOR = "|";

  private final Bundle bundle;
  private final Columns columns;

  DecisionRows(Bundle bundle, Columns columns) {
    this.bundle = bundle;
    this.columns = columns;
  }

  /**
   * @param csv LF line ends, one line for each decided row, in the rows' order
   * @param decided how many lines
   * @param refused {@code id: CODE message} for each other row, without any of its values
   */
  record Written(String csv, int decided, List<String> refused) {}

  Written decide(List<List<String>> rows) {
    StringWriter text = new StringWriter(rows.size() * CHARACTERS_PER_ROW);
    List<String> refused = new ArrayList<>();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      rows.forEach(row -> decide(row, csv, refused));
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written", e);
    }
    return new Written(text.toString(), rows.size() - refused.size(), refused);
  }

  private void decide(List<String> row, CsvWriter csv, List<String> refused) {
    switch (columns.read(row)) {
      case Columns.Row.Unreadable(String problem) ->
          refused.add(columns.applicationId(row) + ": INVALID_FIELD " + problem);
      case Columns.Row.Whole(var application) -> {
        switch (bundle.decide(application)) {
          case Decided decided -> write(csv, application.applicationId(), decided);
          case Refused no ->
              refused.add(application.applicationId() + ": " + no.refusal() + " " + no.message());
        }
      }
    }
  }

  private static void write(CsvWriter csv, String applicationId, Decided decided) {
    csv.writeRecord(
        applicationId,
        Integer.toString(decided.score()),
        new BigDecimal(decided.pd()).setScale(PD_DECIMALS, RoundingMode.HALF_EVEN).toPlainString(),
        decided.policyHits().stream().map(PolicyHit::ruleId).collect(Collectors.joining(SEPARATOR)),
        decided.decision().name(),
        decided.source().name(),
        decided.reasons().stream().map(Reason::code).collect(Collectors.joining(SEPARATOR)));
  }
}

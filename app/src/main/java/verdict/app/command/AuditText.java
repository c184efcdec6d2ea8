package verdict.app.command;

import java.util.ArrayList;
import java.util.List;
import verdict.ledger.audit.AuditReport;

/** An audit for people. */
final class AuditText {

  private AuditText() {}

  static List<String> lines(AuditReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        report
            .counts()
            .map(
                counts ->
                    "%s: %,d accepted = %,d scored + %,d dead-lettered + %,d in flight"
                        .formatted(
                            report.verdict(),
                            counts.accepted(),
                            counts.scored(),
                            counts.deadLettered(),
                            counts.inFlight()))
            .orElse(report.verdict().toString()));
    report.completeThrough().ifPresent(at -> lines.add("complete through " + at));
    found(lines, "unaccounted", report.unaccounted());
    found(lines, "duplicates", report.duplicates());
    found(lines, "orphans", report.orphans());
    found(lines, "outcomes of former topics", report.formerTopics());
    found(lines, "aged out unread", report.agedOut());
    found(lines, "problems", report.problems());
    report.reasons().forEach(reason -> lines.add("  " + reason));
    return lines;
  }

  private static void found(List<String> lines, String what, AuditReport.Findings findings) {
    if (findings.total() > 0) {
      lines.add("%s: %,d".formatted(what, findings.total()));
      findings.listed().forEach(name -> lines.add("  " + name));
    }
  }
}

package verdict.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import verdict.app.submit.Answers;
import verdict.app.watch.OutcomeWatch;
import verdict.ledger.audit.AuditReport;
import verdict.wire.DecisionKind;

/**
 * What a demo found: what producers were answered, what analysts can read, and the audit's proof.
 *
 * @param written records that were acknowledged without the ingest service
 * @param seconds from the first application sent to the last outcome read
 */
record DemoReport(
    Answers answers, long written, OutcomeWatch watch, double seconds, AuditReport audit) {

  private static final double MEDIAN = 50;
  private static final double TAIL = 99;
  private static final int BAR_WIDTH = 40;

  long accepted() {
    return answers.accepted() + written;
  }

  /** Every accepted application has its outcome, once, and topics and ledger agree. */
  boolean balanced() {
    return audit.verdict() == AuditReport.Verdict.BALANCED
        && answers.unanswered() == 0
        && audit
            .counts()
            .filter(counts -> counts.inFlight() == 0 && counts.accepted() == accepted())
            .isPresent();
  }

  ObjectNode json() {
    ObjectNode document = new ObjectMapper().createObjectNode();
    document.put("submitted", answers.total() + written);
    document.put("accepted", accepted());
    document.put("rejected", answers.rejected());
    audit
        .counts()
        .ifPresent(
            counts -> {
              document.put("scored", counts.scored());
              document.put("dead_lettered", counts.deadLettered());
              document.put("in_flight", counts.inFlight());
            });
    names(document.putArray("unaccounted"), audit.unaccounted());
    names(document.putArray("duplicates"), audit.duplicates());
    document.put("balanced", balanced());
    document.put("audit", audit.verdict().name());
    document.put("throughput_per_s", Math.round(perSecond() * 10) / 10.0);
    ObjectNode latency = document.putObject("latency_ms");
    latency.put("p50", watch.latencyMillis(MEDIAN));
    latency.put("p99", watch.latencyMillis(TAIL));
    ObjectNode decisions = document.putObject("decisions");
    for (DecisionKind kind : DecisionKind.values()) {
      decisions.put(kind.name(), watch.decisions(kind));
    }
    ObjectNode letters = document.putObject("letters");
    Map<String, Long> codes = new TreeMap<>();
    watch.letters().forEach((kind, count) -> codes.merge(kind.code().name(), count, Long::sum));
    codes.forEach(letters::put);
    return document;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%,d submitted = %,d accepted + %,d rejected at the door"
            .formatted(answers.total() + written, accepted(), answers.rejected()));
    lines.add(
        "%,.0f applications/s; submitted → committed p50 %.0f ms, p99 %.0f ms"
            .formatted(perSecond(), watch.latencyMillis(MEDIAN), watch.latencyMillis(TAIL)));
    lines.add("");
    lines.add("decisions");
    for (DecisionKind kind : DecisionKind.values()) {
      lines.add("  %-8s %,7d".formatted(kind, watch.decisions(kind)));
    }
    histogram(lines);
    letters(lines);
    lines.add("");
    lines.addAll(AuditText.lines(audit));
    return lines;
  }

  private void histogram(List<String> lines) {
    Map<Integer, Long> scores = watch.scoreHistogram();
    long most = scores.values().stream().mapToLong(Long::longValue).max().orElse(1);
    lines.add("");
    lines.add("scores");
    scores.forEach(
        (edge, count) ->
            lines.add(
                "  %4d–%-4d %,6d %s"
                    .formatted(
                        edge,
                        edge + 49,
                        count,
                        "#".repeat(Math.toIntExact(count * BAR_WIDTH / most)))));
  }

  private void letters(List<String> lines) {
    lines.add("");
    lines.add("letters by cause");
    watch.letters().entrySet().stream()
        .sorted(
            Map.Entry.<OutcomeWatch.LetterKind, Long>comparingByValue()
                .reversed()
                .thenComparing(entry -> entry.getKey().code(), Comparator.naturalOrder()))
        .forEach(
            entry ->
                lines.add(
                    "  %,4d  %-18s %s  %s"
                        .formatted(
                            entry.getValue(),
                            entry.getKey().code(),
                            entry.getKey().fingerprint(),
                            entry.getKey().message())));
  }

  private double perSecond() {
    return seconds <= 0 ? 0 : watch.outcomes() / seconds;
  }

  private static void names(ArrayNode array, AuditReport.Findings findings) {
    findings.listed().forEach(array::add);
  }
}

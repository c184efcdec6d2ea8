package verdict.ledger.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an audit found.
 *
 * @param counts empty if the verdict is INCOMPLETE: then nothing is proved
 * @param unaccounted records that the scoring group has passed without an outcome
 * @param duplicates records with more than one outcome
 * @param orphans outcomes whose input nobody has seen
 * @param formerTopics outcomes of an input topic that was made again since; not held against the
 *     balance, for their inputs went with it
 * @param agedOut ranges of offsets that retention took before the ledger read them
 * @param problems records on the outcome topics that are no outcomes
 * @param completeThrough of what the ledger holds, every record that the broker appended before
 *     this has its outcome: the time of the oldest record in flight or unaccounted, or of the audit
 *     if there is none; empty if INCOMPLETE, or if such a record has no time
 * @param reasons why the proof is INCOMPLETE, one line per partition or outage; else empty
 */
public record AuditReport(
    Verdict verdict,
    Optional<Counts> counts,
    Findings unaccounted,
    Findings duplicates,
    Findings orphans,
    Findings formerTopics,
    Findings agedOut,
    Findings problems,
    Optional<Instant> completeThrough,
    List<String> reasons) {

  public AuditReport {
    reasons = List.copyOf(reasons);
  }

  /** The answer. */
  public enum Verdict {
    /** Every accepted record is scored, dead-lettered or in flight, and none twice. */
    BALANCED,
    /** Some are not; they are named. */
    UNBALANCED,
    /** The proof could not be made; the reasons say why. */
    INCOMPLETE
  }

  /**
   * Records, not offsets: accepted = scored + dead-lettered + in flight, if balanced.
   *
   * @param accepted records on the input topics, replays among them
   * @param replayed those of them that replay a letter
   * @param scored score events of records that the scoring group has passed
   * @param deadLettered letters of such records
   * @param inFlight records that it has not passed
   */
  public record Counts(
      long accepted, long replayed, long scored, long deadLettered, long inFlight) {}

  /**
   * Things found.
   *
   * @param total how many there are
   * @param listed the first of them by name: coordinates, application, what is wrong
   */
  public record Findings(long total, List<String> listed) {

    static final Findings NONE = new Findings(0, List.of());

    public Findings {
      listed = List.copyOf(listed);
    }
  }

  /** Of a proof that could not be made; {@code reasons} are one line each. */
  public static AuditReport incomplete(List<String> reasons) {
    return new AuditReport(
        Verdict.INCOMPLETE,
        Optional.empty(),
        Findings.NONE,
        Findings.NONE,
        Findings.NONE,
        Findings.NONE,
        Findings.NONE,
        Findings.NONE,
        Optional.empty(),
        reasons);
  }

  /** One JSON document as docs/cli.md describes it; figures are null where there are none. */
  public String toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("verdict", verdict.name());
    json.put("accepted", counts.map(Counts::accepted).orElse(null));
    json.put("scored", counts.map(Counts::scored).orElse(null));
    json.put("dead_lettered", counts.map(Counts::deadLettered).orElse(null));
    json.put("in_flight", counts.map(Counts::inFlight).orElse(null));
    json.put("replayed", counts.map(Counts::replayed).orElse(null));
    put(json, "unaccounted", unaccounted);
    put(json, "duplicates", duplicates);
    put(json, "orphans", orphans);
    put(json, "former_topics", formerTopics);
    put(json, "aged_out", agedOut);
    put(json, "problems", problems);
    json.put("complete_through", completeThrough.map(Instant::toString).orElse(null));
    ArrayNode why = json.putArray("reasons");
    reasons.forEach(why::add);
    return json.toString();
  }

  private static void put(ObjectNode json, String name, Findings findings) {
    ArrayNode listed = json.putArray(name);
    findings.listed().forEach(listed::add);
    json.put(name + "_total", findings.total());
  }
}

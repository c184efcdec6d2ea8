package verdict.app.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.SplittableRandom;
import verdict.decision.Bundles;
import verdict.wire.Codec;
import verdict.wire.LoanApplication;

/**
 * An endless stream of applications, the same for the same seed. The broken share is spread evenly
 * over the stream, and evenly over every kind of breakage. Not thread-safe.
 */
public final class SubmissionSource implements Iterator<Submission> {

  private final ObjectMapper mapper = new ObjectMapper();
  private final Population population = Population.shipped();
  private final Codec<LoanApplication> codec = Codec.applications();
  private final ApplicationRow rows;
  private final SplittableRandom random;
  private final long seed;
  private final double badShare;
  private double debt;
  private long drawn;
  private int broken;

  /**
   * @param badShare part that is broken on purpose, 0 to 1
   */
  public SubmissionSource(Bundles bundles, long seed, double badShare) {
    this.rows = new ApplicationRow(bundles, "demo");
    this.random = new SplittableRandom(seed);
    this.seed = seed;
    this.badShare = badShare;
  }

  /** There is always one more. */
  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Submission next() {
    drawn++;
    String id = "demo-%d-%07d".formatted(seed, drawn);
    return breakInTurn(rows.body(Population.PRODUCT, id, population.draw(random)));
  }

  /** Passes an application on, or breaks it if it is its turn. */
  public Submission breakSome(Submission submission) {
    if (badShare == 0 || !(submission instanceof Submission.OverHttp application)) {
      return submission;
    }
    try {
      return mapper.readTree(application.body()) instanceof ObjectNode body
          ? breakInTurn(body)
          : submission;
    } catch (JsonProcessingException e) {
      return submission; // broken already
    }
  }

  private Submission breakInTurn(ObjectNode body) {
    debt += badShare;
    if (debt < 1) {
      return new Submission.OverHttp(body.get("applicationId").asText(), body.toString());
    }
    debt -= 1;
    Breakage[] kinds = Breakage.values();
    return kinds[broken++ % kinds.length].apply(body, random, codec);
  }
}

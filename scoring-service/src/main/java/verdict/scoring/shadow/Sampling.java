package verdict.scoring.shadow;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import verdict.decision.Decision;
import verdict.wire.LoanApplication;

/**
 * Which applications the challenger is asked about: all that the champion did not approve, and a
 * share of the rest. Drawn by the application's id, so that the same ones are drawn again.
 *
 * @param approvedShare 0 to 1
 */
public record Sampling(double approvedShare) {

  private static final double HASHES = 0x1p32;

  boolean asks(Decision decision, LoanApplication application) {
    return decision != Decision.APPROVE || draw(application.getApplicationId()) < approvedShare;
  }

  /** Even over 0 to 1, 1 excluded. */
  private static double draw(String applicationId) {
    CRC32C hash = new CRC32C();
    hash.update(applicationId.getBytes(StandardCharsets.UTF_8));
    return hash.getValue() / HASHES;
  }
}

package verdict.bench.scoring.load;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import verdict.bench.Applicants;
import verdict.bench.scoring.plan.Shape;
import verdict.decision.Application;
import verdict.wire.Codec;
import verdict.wire.LoanApplication;
import verdict.wire.Topic;

/**
 * An endless stream of encoded applications of one shape, the same every time. Keys are the
 * applications' ids, so keys that repeat are applications sent again. Not thread-safe.
 */
public final class InputRecords {

  /** Different keys where all are equally frequent. */
  private static final int KEYS = 4_096;

  /** Different keys under Zipf's law: the first has 13 % of the records. */
  private static final int ZIPF_KEYS = 1_000;

  private final Shape shape;
  private final byte[][] keys = new byte[KEYS][];
  private final byte[][] values = new byte[KEYS][];
  private final Zipf zipf = new Zipf(ZIPF_KEYS);
  private final SplittableRandom random = new SplittableRandom(20260115);
  private long drawn;

  public InputRecords(Shape shape) {
    this.shape = shape;
    Codec<LoanApplication> codec = Codec.applications();
    Application[] applicants = Applicants.draw(KEYS);
    for (int i = 0; i < KEYS; i++) {
      keys[i] = applicants[i].applicationId().getBytes(StandardCharsets.UTF_8);
      values[i] = codec.encode(wire(applicants[i]));
    }
  }

  /** The next one, for the scoring service's input topic. */
  public ProducerRecord<byte @Nullable [], byte @Nullable []> next() {
    int key = shape == Shape.ZIPF ? zipf.draw(random) : random.nextInt(KEYS);
    boolean failing = shape == Shape.FAILING && drawn % Shape.FAILING_EVERY == 0;
    drawn++;
    byte[] value = failing ? broken(values[key]) : values[key];
    return new ProducerRecord<>(Topic.APPLICATIONS.topicName(), keys[key], value);
  }

  /** As long as it was, and not Avro. */
  private static byte[] broken(byte[] value) {
    byte[] broken = value.clone();
    broken[0] = '{';
    return broken;
  }

  private static LoanApplication wire(Application applicant) {
    return LoanApplication.newBuilder()
        .setApplicationId(applicant.applicationId())
        .setRevision(applicant.revision())
        .setProduct(applicant.product())
        .setApplicantRef("ref-" + applicant.applicationId())
        .setAmountMinor(applicant.amountMinor())
        .setCurrency(applicant.currency())
        .setTermMonths(applicant.termMonths())
        .setSubmittedAt(applicant.submittedAt())
        .setReceivedAt(applicant.submittedAt())
        .setChannel("benchmark")
        .setAttributes(applicant.attributes())
        .build();
  }
}

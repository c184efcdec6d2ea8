package verdict.scoring;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import verdict.scoring.engine.KafkaClients;
import verdict.testkit.InterceptedProducer;
import verdict.testkit.InterceptedProducer.Call;
import verdict.wire.Codec;
import verdict.wire.Decoding;
import verdict.wire.LoanScore;
import verdict.wire.Topic;

/** Clients that make a sound engine a broken one. */
final class BrokenClients implements KafkaClients {

  private static final Codec<LoanScore> SCORES = Codec.scores();

  /** One in so many outputs is treated badly. */
  private static final int ONE_IN = 50;

  /** How many outputs overtake one that is held back. */
  private static final int OVERTAKERS = 5;

  /** What is wrong with the engine. */
  enum Defect {
    DROPS,
    DOUBLES,
    REORDERS,
    ALTERS,
    SWAPS
  }

  private final Defect defect;
  private int outputs;
  private @Nullable Call held;
  private @Nullable LoanScore before;

  BrokenClients(Defect defect) {
    this.defect = defect;
  }

  @Override
  public Consumer<byte @Nullable [], byte @Nullable []> consumer(Map<String, Object> settings) {
    return REAL.consumer(settings);
  }

  @Override
  public Producer<byte @Nullable [], byte @Nullable []> producer(Map<String, Object> settings) {
    return InterceptedProducer.of(REAL.producer(settings), this::broken);
  }

  private @Nullable Object broken(String method, Object[] arguments, Call call) throws Throwable {
    if (method.equals("send")) {
      return send(arguments, call);
    }
    if (method.equals("sendOffsetsToTransaction")) {
      release();
    }
    return call.make();
  }

  private @Nullable Object send(Object[] arguments, Call call) throws Throwable {
    outputs++;
    boolean bad = outputs % ONE_IN == 0;
    switch (defect) {
      case DROPS -> {
        return bad ? null : call.make();
      }
      case DOUBLES -> {
        if (bad) {
          var ignored = call.make();
        }
      }
      case REORDERS -> {
        if (bad) {
          held = call;
          return null;
        }
        if (outputs % ONE_IN == OVERTAKERS) {
          release();
        }
      }
      case SWAPS -> arguments[0] = swapped((ProducerRecord<?, ?>) arguments[0]);
      case ALTERS -> arguments[0] = altered((ProducerRecord<?, ?>) arguments[0]);
    }
    return call.make();
  }

  private void release() throws Throwable {
    Call late = held;
    if (late != null) {
      held = null;
      var ignored = late.make();
    }
  }

  /** A score event gets the decision of the one before it, its own source and key. */
  private ProducerRecord<?, ?> swapped(ProducerRecord<?, ?> record) {
    if (!record.topic().equals(Topic.SCORES.topicName())
        || !(record.value() instanceof byte[] value)
        || !(SCORES.decode(value) instanceof Decoding.Decoded<LoanScore>(LoanScore own))) {
      return record;
    }
    LoanScore other = before;
    before = own;
    if (other == null) {
      return record;
    }
    LoanScore mixed = ((Decoding.Decoded<LoanScore>) SCORES.decode(value)).value();
    mixed.put("decision", other.getDecision());
    mixed.put("score", other.getScore());
    return new ProducerRecord<>(
        record.topic(), record.partition(), record.key(), SCORES.encode(mixed), record.headers());
  }

  private static ProducerRecord<?, ?> altered(ProducerRecord<?, ?> record) {
    if (record.topic().equals(Topic.LETTERS.topicName())
        && record.value() instanceof byte[] value
        && value.length > 0) {
      byte[] other = value.clone();
      other[0] ^= 1;
      return new ProducerRecord<>(
          record.topic(), record.partition(), record.key(), other, record.headers());
    }
    return record;
  }
}

package verdict.wire;

/**
 * Names of the headers on letters and on their replays; every value is UTF-8 text. The first six
 * are the generic names of Kafka's own share-group dead letters (KIP-1191), so that other tools
 * read them.
 */
public final class LetterHeaders {

  public static final String TOPIC = "__dlq.errors.topic";
  public static final String PARTITION = "__dlq.errors.partition";
  public static final String OFFSET = "__dlq.errors.offset";
  public static final String GROUP = "__dlq.errors.group";
  public static final String DELIVERY_COUNT = "__dlq.errors.delivery.count";
  public static final String MESSAGE = "__dlq.errors.message";

  /** Kafka's id of the source topic: with partition and offset the source's identity. */
  public static final String TOPIC_ID = "dlq.topic.id";

  public static final String ID = "dlq.id";
  public static final String FINGERPRINT = "dlq.fingerprint";
  public static final String ERROR_CODE = "dlq.error.code";
  public static final String ERROR_CLASS = "dlq.error.class";
  public static final String STAGE = "dlq.stage";
  public static final String RETRYABLE = "dlq.error.retryable";
  public static final String STACK = "dlq.stack";
  public static final String FAILED_AT = "dlq.failed.at";
  public static final String FIRST_FAILED_AT = "dlq.first.failed.at";
  public static final String APP_VERSION = "dlq.app.version";
  public static final String BUNDLE = "dlq.bundle";

  /** Rounds of replay behind this record: absent or 0 for an original. */
  public static final String REPLAY_COUNT = "dlq.replay.count";

  /** Id of the letter whose bytes are sent again. */
  public static final String REPLAY_OF = "dlq.replay.of";

  /**
   * On a pointer letter, which carries no value: SHA-256 of the original value, 64 hexadecimal
   * digits.
   */
  public static final String VALUE_SHA256 = "dlq.value.sha256";

  /** On a pointer letter: length of the original value in bytes. */
  public static final String VALUE_LENGTH = "dlq.value.length";

  /**
   * W3C trace context of the evaluation that made this letter, if it was traced; {@code
   * traceparent} itself is the record's own and stays.
   */
  public static final String TRACEPARENT = "dlq.traceparent";

  private LetterHeaders() {}
}

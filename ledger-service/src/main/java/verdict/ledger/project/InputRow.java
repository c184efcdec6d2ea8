package verdict.ledger.project;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import verdict.ledger.store.Storable;
import verdict.wire.Codec;
import verdict.wire.Decoding;
import verdict.wire.ErrorCode;
import verdict.wire.Letter;
import verdict.wire.LoanApplication;

/**
 * One record of an input topic, whatever its bytes.
 *
 * @param key the record's key, if it has the form of an application's id
 * @param undecodable why the value is no application
 * @param claim what the record says it is; null if undecodable, or if its id is none
 * @param contentHash as {@link ContentHash} makes it; null without a value
 * @param claims whether it may own its application: decodable, under its own key, and no replay
 */
record InputRow(
    Place place,
    String topic,
    @Nullable Instant brokerTimestamp,
    @Nullable String key,
    @Nullable Integer valueBytes,
    @Nullable ErrorCode undecodable,
    @Nullable Claim claim,
    @Nullable String contentHash,
    boolean claims,
    @Nullable UUID replayOf,
    int replayCount) {

  /** What an application says about itself; applicants' attributes and reference left out. */
  record Claim(
      String applicationId,
      int revision,
      @Nullable String product,
      long amountMinor,
      @Nullable String currency,
      int termMonths,
      @Nullable String channel,
      @Nullable Instant submittedAt) {

    static Optional<Claim> of(LoanApplication application) {
      return Optional.ofNullable(Storable.id(application.getApplicationId()))
          .map(
              id ->
                  new Claim(
                      id,
                      application.getRevision(),
                      Storable.id(application.getProduct()),
                      application.getAmountMinor(),
                      Storable.id(application.getCurrency()),
                      application.getTermMonths(),
                      Storable.id(application.getChannel()),
                      Storable.instant(application.getSubmittedAt())));
    }
  }

  /**
   * @param replay whether it came by the replay topic: anybody may write headers, only the replayer
   *     writes there
   */
  static InputRow of(
      Place place,
      ConsumerRecord<byte[], byte[]> record,
      boolean replay,
      Codec<LoanApplication> codec) {
    byte[] value = record.value();
    String key = RecordText.id(record.key());
    Decoding<LoanApplication> decoding = RecordText.decode(codec, value);
    LoanApplication application =
        decoding instanceof Decoding.Decoded<LoanApplication>(LoanApplication decoded)
            ? decoded
            : null;
    Claim claim = application == null ? null : Claim.of(application).orElse(null);
    ErrorCode code =
        decoding instanceof Decoding.Undecodable<LoanApplication>(ErrorCode c, String _message)
            ? c
            : null;
    UUID replayOf = replay ? Letter.replayOf(record.headers()).orElse(null) : null;
    return new InputRow(
        place,
        record.topic(),
        Storable.timestamp(record.timestamp()),
        key,
        value == null ? null : value.length,
        code,
        claim,
        application == null
            ? value == null ? null : ContentHash.of(value)
            : ContentHash.of(application),
        claim != null && claim.applicationId().equals(key) && replayOf == null,
        replayOf,
        replay ? Letter.replayCount(record.headers()) : 0);
  }
}

package verdict.ledger.project;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import verdict.ledger.store.Columns;
import verdict.ledger.store.Positions;
import verdict.ledger.store.Storable;
import verdict.wire.Coordinates;
import verdict.wire.Letter;
import verdict.wire.LoanScore;

/** Columns of the outcomes' tables, bounded and cleaned as PostgreSQL needs them. */
final class OutcomeTables {

  private static final int NAME_BOUND = 256;
  private static final int MESSAGE_BOUND = 4 * 1024;
  private static final int STACK_BOUND = 16 * 1024;

  static final Columns<ScoreRow> SCORES =
      source(own(Columns.none(), ScoreRow::place, ScoreRow::topic), ScoreRow::source)
          .and("application_id", "text", score(s -> Storable.id(s.getApplicationId())))
          .and("revision", "int4", score(LoanScore::getRevision))
          .and("product", "text", score(s -> Storable.id(s.getProduct())))
          .and("amount_minor", "int8", score(LoanScore::getAmountMinor))
          .and("currency", "text", score(s -> Storable.id(s.getCurrency())))
          .and("term_months", "int4", score(LoanScore::getTermMonths))
          .and("channel", "text", score(s -> Storable.id(s.getChannel())))
          .and("role", "text", score(LoanScore::getRole))
          .and("decision", "text", score(LoanScore::getDecision))
          .and("decision_source", "text", score(LoanScore::getDecisionSource))
          .and("score", "int4", score(LoanScore::getScore))
          .and("pd", "float8", score(LoanScore::getPd))
          .and("approve_at_or_above", "int4", score(LoanScore::getApproveAtOrAbove))
          .and("refer_at_or_above", "int4", score(LoanScore::getReferAtOrAbove))
          .and("reasons", "jsonb", ScoreRow::reasons)
          .and("policy_hits", "jsonb", ScoreRow::policyHits)
          .and("bundle_name", "text", score(s -> name(s.getBundle().getName())))
          .and("bundle_version", "text", score(s -> name(s.getBundle().getVersion())))
          .and("bundle_hash", "text", score(s -> name(s.getBundle().getHash())))
          .and("submitted_at", "timestamptz", score(s -> Storable.instant(s.getSubmittedAt())))
          .and("received_at", "timestamptz", score(s -> Storable.instant(s.getReceivedAt())))
          .and("decided_at", "timestamptz", score(s -> Storable.instant(s.getDecidedAt())))
          .and("app_version", "text", score(s -> name(s.getAppVersion())))
          .and("replay_of", "uuid", ScoreRow::replayOf);

  static final Columns<LetterRow> LETTERS =
      source(own(Columns.none(), LetterRow::place, LetterRow::topic), row -> row.letter().source())
          .and("letter_id", "uuid", letter(Letter::id))
          .and("group_id", "text", letter(l -> name(l.group())))
          .and("delivery_count", "int4", letter(Letter::deliveryCount))
          .and("code", "text", letter(Letter::code))
          .and("stage", "text", letter(l -> l.code().stage()))
          .and("retryable", "bool", letter(l -> l.code().retryable()))
          .and(
              "error_class",
              "text",
              letter(l -> l.errorClass().map(OutcomeTables::name).orElse(null)))
          .and("fingerprint", "text", letter(l -> name(l.fingerprint())))
          .and("message", "text", letter(l -> Storable.text(l.message(), MESSAGE_BOUND)))
          .and("stack", "text", letter(l -> Storable.text(l.stack(), STACK_BOUND)))
          .and("failed_at", "timestamptz", letter(l -> Storable.instant(l.failedAt())))
          .and("first_failed_at", "timestamptz", letter(l -> Storable.instant(l.firstFailedAt())))
          .and("app_version", "text", letter(l -> name(l.appVersion())))
          .and("bundle", "text", letter(l -> name(l.bundle())))
          .and("replay_count", "int4", letter(Letter::replayCount))
          .and("replay_of", "uuid", letter(l -> l.replayOf().orElse(null)))
          .and("value_bytes", "int4", LetterRow::valueBytes)
          .and(
              "pointer_sha256",
              "text",
              letter(
                  l ->
                      l.pointer()
                          .map(Letter.Pointer::sha256)
                          .map(OutcomeTables::name)
                          .orElse(null)))
          .and(
              "pointer_length",
              "int8",
              letter(l -> l.pointer().map(Letter.Pointer::length).orElse(null)))
          .and("record_key", "text", LetterRow::key)
          .and("application_id", "text", claim(InputRow.Claim::applicationId))
          .and("revision", "int4", claim(InputRow.Claim::revision))
          .and("product", "text", claim(InputRow.Claim::product));

  static final Columns<ProblemRow> PROBLEMS =
      own(Columns.none(), ProblemRow::place, ProblemRow::topic)
          .and("broker_timestamp", "timestamptz", ProblemRow::brokerTimestamp)
          .and("problem", "text", ProblemRow::problem);

  private OutcomeTables() {}

  private static <R> Columns<R> own(
      Columns<R> columns, Function<R, Place> place, Function<R, String> topic) {
    return columns
        .and("topic_id", "uuid", row -> place.apply(row).topicId())
        .and("partition", "int4", row -> place.apply(row).partition())
        .and("record_offset", "int8", row -> place.apply(row).offset())
        .and("topic", "text", topic::apply);
  }

  private static <R> Columns<R> source(Columns<R> columns, Function<R, Coordinates> source) {
    return columns
        .and("source_topic_id", "uuid", row -> Positions.uuid(source.apply(row).topicId()))
        .and("source_topic", "text", row -> name(source.apply(row).topic()))
        .and("source_partition", "int4", row -> source.apply(row).partition())
        .and("source_offset", "int8", row -> source.apply(row).offset());
  }

  private static Function<ScoreRow, @Nullable Object> score(
      Function<LoanScore, @Nullable Object> field) {
    return row -> field.apply(row.score());
  }

  private static Function<LetterRow, @Nullable Object> letter(
      Function<Letter, @Nullable Object> field) {
    return row -> field.apply(row.letter());
  }

  private static Function<LetterRow, @Nullable Object> claim(
      Function<InputRow.Claim, @Nullable Object> field) {
    return row -> row.claim() == null ? null : field.apply(row.claim());
  }

  private static String name(String text) {
    return Storable.text(text, NAME_BOUND);
  }
}

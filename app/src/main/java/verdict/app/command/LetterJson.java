package verdict.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import verdict.ledger.letters.LetterDetail;
import verdict.ledger.letters.LetterGroup;
import verdict.ledger.letters.LetterSummary;
import verdict.ledger.letters.PointerValue;
import verdict.ledger.pointers.Gone;
import verdict.ledger.replay.ReplayReport;

/** Letters for machines. */
final class LetterJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private LetterJson() {}

  static JsonNode groups(List<LetterGroup> groups) {
    ArrayNode all = MAPPER.createArrayNode();
    for (LetterGroup group : groups) {
      ObjectNode one = all.addObject();
      one.put("fingerprint", group.fingerprint());
      one.put("code", group.code());
      one.put("stage", group.stage());
      one.put("title", group.title());
      one.put("total", group.total());
      ObjectNode statuses = one.putObject("by_status");
      group.byStatus().forEach((status, count) -> statuses.put(status.name(), count));
      one.put("first", group.first().map(Object::toString).orElse(null));
      one.put("last", group.last().map(Object::toString).orElse(null));
    }
    return MAPPER.createObjectNode().set("groups", all);
  }

  static JsonNode letters(List<LetterSummary> letters) {
    ArrayNode all = MAPPER.createArrayNode();
    letters.forEach(letter -> all.add(summary(letter)));
    return MAPPER.createObjectNode().set("letters", all);
  }

  static ObjectNode detail(LetterDetail letter, boolean bytes, Optional<byte[]> copy) {
    ObjectNode one = summary(letter.summary());
    one.put("error_class", letter.errorClass().orElse(null));
    one.put("stack", letter.stack());
    one.put("group", letter.group());
    one.put("delivery_count", letter.deliveryCount());
    one.put("app_version", letter.appVersion());
    one.put("bundle", letter.bundle());
    letter.pointerValue().ifPresent(value -> one.set("pointer_value", pointerValue(value)));
    one.put("bytes_available", letter.original().isPresent());
    letter
        .original()
        .ifPresent(
            original -> {
              ObjectNode headers = one.putObject("headers");
              original.headers().forEach(header -> headers.put(header.name(), header.value()));
              if (bytes) {
                one.put("key_base64", base64(original.key()));
                one.put("value_base64", base64(original.value()));
              }
            });
    copy.ifPresent(value -> one.put("value_base64", base64(value)));
    return one;
  }

  private static ObjectNode pointerValue(PointerValue value) {
    ObjectNode one = MAPPER.createObjectNode();
    one.put("bytes", value.length());
    return switch (value) {
      case PointerValue.Waiting _waiting -> one.put("state", "WAITING");
      case PointerValue.Copied(long _length, Instant at) ->
          one.put("state", "COPIED").put("at", at.toString());
      case PointerValue.Missing(long _length, Instant at, Gone why) ->
          one.put("state", "GONE").put("at", at.toString()).put("why", why.name());
    };
  }

  static JsonNode replay(ReplayReport report) {
    ObjectNode one = MAPPER.createObjectNode();
    one.put("dry_run", report.dryRun());
    one.put("job", report.job().map(Object::toString).orElse(null));
    one.put("replayed", report.replayed());
    ObjectNode causes = one.putObject("by_fingerprint");
    report.byFingerprint().forEach(causes::put);
    ObjectNode refused = one.putObject("refused");
    report.refused().forEach((why, count) -> refused.put(why.name(), count));
    ArrayNode refusals = one.putArray("refusals");
    for (ReplayReport.Refused letter : report.refusals()) {
      refusals
          .addObject()
          .put("letter", letter.letter().toString())
          .put("why", letter.reason().name());
    }
    one.put("truncated", report.truncated());
    return one;
  }

  private static ObjectNode summary(LetterSummary letter) {
    ObjectNode one = MAPPER.createObjectNode();
    one.put("id", letter.id().toString());
    one.put("status", letter.status().name());
    one.put("code", letter.code());
    one.put("stage", letter.stage());
    one.put("fingerprint", letter.fingerprint());
    one.put("message", letter.message());
    one.put("source", letter.source().toString());
    one.put("coordinates", letter.coordinates().toString());
    one.put("application_id", letter.applicationId().orElse(null));
    one.put("revision", letter.revision().orElse(null));
    one.put("failed_at", letter.failedAt().map(Object::toString).orElse(null));
    one.put("first_failed_at", letter.firstFailedAt().map(Object::toString).orElse(null));
    one.put("replay_count", letter.replayCount());
    one.put("pointer", letter.pointer());
    one.put("next_letter", letter.nextLetter().map(Object::toString).orElse(null));
    one.put("decision", letter.decision().orElse(null));
    return one;
  }

  private static @Nullable String base64(byte @Nullable [] bytes) {
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }
}

package verdict.app.command;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import verdict.ledger.letters.LetterDetail;
import verdict.ledger.letters.LetterSummary;
import verdict.ledger.letters.PointerValue;

/** A letter for people. */
final class LetterText {

  private LetterText() {}

  static List<String> lines(LetterDetail letter, boolean bytes, Optional<byte[]> copy) {
    LetterSummary summary = letter.summary();
    List<String> lines = new ArrayList<>();
    lines.add("letter       " + summary.id() + "  " + summary.status());
    lines.add(
        "why          " + summary.code() + " at " + summary.stage() + ": " + summary.message());
    lines.add("fingerprint  " + summary.fingerprint());
    lines.add("source       " + summary.source());
    lines.add("stored at    " + summary.coordinates());
    summary.applicationId().ifPresent(id -> lines.add("application  " + id));
    summary.failedAt().ifPresent(at -> lines.add("failed       " + at));
    lines.add("rounds       " + summary.replayCount() + " replays behind it");
    summary.nextLetter().ifPresent(next -> lines.add("next letter  " + next));
    summary.decision().ifPresent(decision -> lines.add("became       " + decision));
    lines.add("bundle       " + (letter.bundle().isEmpty() ? "(none is known)" : letter.bundle()));
    letter.errorClass().ifPresent(name -> lines.add("exception    " + name));
    letter.stack().lines().forEach(line -> lines.add("  " + line));
    letter.pointerValue().ifPresent(value -> lines.add("pointer to   " + told(value)));
    copy.ifPresent(value -> lines.add("copy base64  " + base64(value)));
    letter
        .original()
        .ifPresentOrElse(
            original -> {
              lines.add("key          " + size(original.key()));
              lines.add("value        " + size(original.value()));
              if (bytes) {
                lines.add("key base64   " + base64(original.key()));
                lines.add("value base64 " + base64(original.value()));
              }
              original.headers().stream()
                  .filter(header -> !header.name().contains("stack"))
                  .forEach(header -> lines.add("  " + header.name() + " = " + header.value()));
            },
            () -> lines.add("the letter topic no longer has its bytes"));
    return lines;
  }

  private static String told(PointerValue value) {
    return "%,d bytes, ".formatted(value.length())
        + switch (value) {
          case PointerValue.Waiting _waiting -> "not copied to the ledger yet";
          case PointerValue.Copied copied -> "copied to the ledger " + copied.at();
          case PointerValue.Missing gone ->
              "gone, as of " + gone.at() + ": " + gone.why().meaning();
        };
  }

  private static String size(byte @Nullable [] bytes) {
    return bytes == null ? "null" : "%,d bytes".formatted(bytes.length);
  }

  private static String base64(byte @Nullable [] bytes) {
    return bytes == null ? "" : Base64.getEncoder().encodeToString(bytes);
  }
}

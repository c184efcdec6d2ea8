package verdict.ledger.project;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import verdict.wire.LoanApplication;

/**
 * What tells a resubmission from a conflict: SHA-256 of what the sender said, as text of
 * PostgreSQL's bytea. Pure.
 *
 * <p>{@code receivedAt} is left out, since whoever took the application in wrote it. So is a {@code
 * submittedAt} of the same millisecond: the ingest service sets both to its own clock if the sender
 * gave none (ADR 0008). Fields and attributes have a fixed order and form of their own here, so
 * that neither a map's order nor the schema that the bytes were written with matters. A field that
 * the schema gains is to be added only where it is not its default: hashes are kept in the
 * database.
 */
final class ContentHash {

  private ContentHash() {}

  /** Of an application, however its bytes were written. */
  static String of(LoanApplication application) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(content)) {
      write(application, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return of(content.toByteArray());
  }

  /** Of a value that is no application: every byte counts. */
  static String of(byte[] value) {
    try {
      return "\\x" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static void write(LoanApplication application, DataOutputStream out) throws IOException {
    text(application.getApplicationId(), out);
    out.writeInt(application.getRevision());
    text(application.getProduct(), out);
    text(application.getApplicantRef(), out);
    out.writeLong(application.getAmountMinor());
    text(application.getCurrency(), out);
    out.writeInt(application.getTermMonths());
    Instant submitted = application.getSubmittedAt();
    boolean given = !submitted.equals(application.getReceivedAt());
    out.writeBoolean(given);
    if (given) {
      out.writeLong(submitted.toEpochMilli());
    }
    text(application.getChannel(), out);
    out.writeInt(application.getAttributes().size());
    for (Map.Entry<String, @Nullable Object> attribute :
        new TreeMap<String, @Nullable Object>(application.getAttributes()).entrySet()) {
      text(attribute.getKey(), out);
      Object value = attribute.getValue();
      // The type is content, too: 1, 1.0 and "1" are three values.
      text(value == null ? "" : value.getClass().getSimpleName(), out);
      text(String.valueOf(value), out);
    }
  }

  private static void text(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}

package verdict.ledger.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import verdict.wire.Envelope;

/**
 * Values as PostgreSQL can hold them. What foreign producers write must never stop the ledger: a
 * NUL in a text, a date in the year 290,000,000, a megabyte where an index is.
 */
public final class Storable {

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private Storable() {}

  /** Without NUL characters, cut after {@code bound} UTF-16 units. */
  public static String text(String text, int bound) {
    String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    return clean.length() <= bound ? clean : clean.substring(0, bound);
  }

  /** The id, or null if it has not the form of one. */
  public static @Nullable String id(@Nullable String id) {
    return id != null && Envelope.ID.matcher(id).matches() ? id : null;
  }

  /** The instant, or null if it is outside the years 1 to 9999. */
  public static @Nullable Instant instant(Instant instant) {
    return instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? null : instant;
  }

  /** As {@link #instant}, from a record's timestamp: negative means that there is none. */
  public static @Nullable Instant timestamp(long epochMillis) {
    return epochMillis < 0 ? null : instant(Instant.ofEpochMilli(epochMillis));
  }
}

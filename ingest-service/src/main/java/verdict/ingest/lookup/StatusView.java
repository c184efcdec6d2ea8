package verdict.ingest.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The one query against the ledger's view. Blocks. */
final class StatusView {

  private static final String QUERY =
      """
      select application_id, revision, status, decision, decision_source, score, pd, reasons,
             letter_id, letter_code, letter_message, received_at, decided_at
      from view.application_status
      where application_id = ?
      order by revision desc
      limit 1
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DataSource source;
  private final Duration limit;

  StatusView(DataSource source, Duration limit) {
    this.source = source;
    this.limit = limit;
  }

  Optional<ApplicationStatus> newest(String applicationId) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setQueryTimeout(Math.toIntExact(Math.max(1, limit.toSeconds())));
      query.setString(1, applicationId);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(status(row)) : Optional.empty();
      }
    }
  }

  private static ApplicationStatus status(ResultSet row) throws SQLException {
    String letter = row.getString("letter_id");
    return new ApplicationStatus(
        row.getString("application_id"),
        row.getInt("revision"),
        row.getString("status"),
        row.getString("decision"),
        row.getString("decision_source"),
        row.getObject("score", Integer.class),
        row.getObject("pd", Double.class),
        json(row.getString("reasons")),
        letter == null
            ? null
            : new ApplicationStatus.LetterRef(
                letter, row.getString("letter_code"), row.getString("letter_message")),
        time(row.getObject("received_at", OffsetDateTime.class)),
        time(row.getObject("decided_at", OffsetDateTime.class)));
  }

  private static @Nullable JsonNode json(@Nullable String text) throws SQLException {
    try {
      return text == null ? null : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SQLException("the view's reasons are not JSON");
    }
  }

  private static @Nullable String time(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant().toString();
  }
}

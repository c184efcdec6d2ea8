package verdict.app.decide;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import verdict.app.sample.Cell;
import verdict.decision.Application;
import verdict.decision.AttributeType;
import verdict.decision.Bundle;
import verdict.kit.ConfigurationException;

/**
 * What each column of a file is to a bundle, found once from the header: {@code application_id},
 * {@code amount} in major units, {@code term_months}, {@code submitted_at} and {@code product} if
 * they are there; the others are attributes by their names, which {@code product} is, too, if the
 * bundle declares it. Immutable and thread-safe.
 */
final class Columns {

  private static final String ID = "application_id";
  private static final String AMOUNT = "amount";
  private static final String TERM = "term_months";
  private static final String SUBMITTED = "submitted_at";
  private static final String PRODUCT = "product";

  private record Attribute(int column, String name, AttributeType type) {}

  private final Bundle bundle;
  private final Instant submitted;
  private final int count;
  private final int id;
  private final int amount;
  private final int term;
  private final int submittedAt;
  private final int product;
  private final List<Attribute> attributes;

  /**
   * @param submitted when applications were submitted that do not say it themselves
   * @throws ConfigurationException naming every column that is missing or there twice
   */
  Columns(List<String> header, Bundle bundle, Instant submitted) {
    List<String> problems = new ArrayList<>();
    for (String needed : List.of(ID, AMOUNT, TERM)) {
      if (!header.contains(needed)) {
        problems.add("the file's first line has no column " + needed);
      }
    }
    header.stream()
        .distinct()
        .filter(name -> header.indexOf(name) != header.lastIndexOf(name))
        .forEach(name -> problems.add("the file's first line has the column " + name + " twice"));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    this.bundle = bundle;
    this.submitted = submitted;
    this.count = header.size();
    this.id = header.indexOf(ID);
    this.amount = header.indexOf(AMOUNT);
    this.term = header.indexOf(TERM);
    this.submittedAt = header.indexOf(SUBMITTED);
    this.product = bundle.attributeType(PRODUCT).isPresent() ? -1 : header.indexOf(PRODUCT);
    this.attributes = new ArrayList<>();
    for (int column = 0; column < count; column++) {
      String name = header.get(column);
      int place = column;
      bundle
          .attributeType(name)
          .ifPresent(type -> attributes.add(new Attribute(place, name, type)));
    }
  }

  String applicationId(List<String> row) {
    return id < row.size() ? row.get(id) : "";
  }

  /** What one row is. */
  sealed interface Row {

    /** Something that a bundle can be asked about. */
    record Whole(Application application) implements Row {}

    /** An envelope field that is not of its type; {@code problem} holds no value of the row. */
    record Unreadable(String problem) implements Row {}
  }

  Row read(List<String> row) {
    if (row.size() != count) {
      return new Row.Unreadable(
          "the row has %d cells, the first line %d".formatted(row.size(), count));
    }
    OptionalLong amountMinor = Cell.amountMinor(bundle.currency(), row.get(amount));
    if (amountMinor.isEmpty()) {
      return new Row.Unreadable("amount must be a number of whole minor units");
    }
    OptionalLong termMonths = Cell.whole(row.get(term));
    if (termMonths.isEmpty() || termMonths.getAsLong() != (int) termMonths.getAsLong()) {
      return new Row.Unreadable("term_months must be a whole number");
    }
    Instant instant = instant(row);
    if (instant == null) {
      return new Row.Unreadable("submitted_at must be an instant such as 2026-01-31T12:00:00Z");
    }
    return new Row.Whole(
        new Application(
            row.get(id),
            1,
            product < 0 ? bundle.product() : row.get(product),
            amountMinor.getAsLong(),
            bundle.currency(),
            (int) termMonths.getAsLong(),
            instant,
            attributes(row)));
  }

  private @Nullable Instant instant(List<String> row) {
    if (submittedAt < 0 || row.get(submittedAt).isEmpty()) {
      return submitted;
    }
    try {
      return Instant.parse(row.get(submittedAt));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private Map<String, @Nullable Object> attributes(List<String> row) {
    Map<String, @Nullable Object> values = HashMap.newHashMap(attributes.size());
    for (Attribute attribute : attributes) {
      values.put(attribute.name(), Cell.attribute(attribute.type(), row.get(attribute.column())));
    }
    return values;
  }
}

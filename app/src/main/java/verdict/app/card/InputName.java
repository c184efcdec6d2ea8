package verdict.app.card;

import java.util.Set;
import verdict.decision.AttributeName;

/** What a bundle calls a table's variable: rules name it, so not every column's name will do. */
final class InputName {
  /** Applications always have them; they are no attributes. */
  private static final Set<String> ENVELOPE = Set.of("amountMinor", "termMonths");

  /** One less than an attribute's name may have. */
  private static final int MAX_SPELT = 63;

  private InputName() {}

  static boolean isEnvelopeField(String input) {
    return ENVELOPE.contains(input);
  }

  /** The column's own name where it will do, else one that is spelt with underscores. */
  static String of(String column) {
    if (isEnvelopeField(column) || AttributeName.isAllowed(column)) {
      return column;
    }
    String spelt = column.replaceAll("[^A-Za-z0-9_]", "_").replaceAll("^(?=[0-9])", "_");
    String input = spelt.substring(0, Math.min(spelt.length(), MAX_SPELT));
    return AttributeName.isAllowed(input) ? input : input + "_";
  }
}

package verdict.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where each input of a decision stands: one slot for each envelope field that rules and
 * characteristics may name, then one for each declared attribute. Names are resolved at load; a
 * decision indexes.
 *
 * <p>Attributes are sorted by name: key order in the file is not part of the bundle's hash, so it
 * must not decide which of two invalid attributes is reported first.
 */
final class Inputs {
  static final String AMOUNT_MINOR = "amountMinor";
  static final String TERM_MONTHS = "termMonths";
  static final String SUBMITTED_AT = "submittedAt";

  private static final int AMOUNT_SLOT = 0;
  private static final int TERM_SLOT = 1;
  private static final int SUBMITTED_SLOT = 2;
  private static final List<String> ENVELOPE = List.of(AMOUNT_MINOR, TERM_MONTHS, SUBMITTED_AT);

  private final Envelope envelope;
  private final Attribute[] attributes;
  private final SequencedMap<String, Attribute> byName;
  private final Map<String, Integer> slots = new HashMap<>();

  Inputs(Envelope envelope, List<Attribute> declared) {
    this.envelope = envelope;
    TreeMap<String, Attribute> sorted = new TreeMap<>();
    declared.forEach(attribute -> sorted.put(attribute.name(), attribute));
    this.byName = Collections.unmodifiableSequencedMap(sorted);
    this.attributes = sorted.values().toArray(Attribute[]::new);
    for (String field : ENVELOPE) {
      slots.put(field, slots.size());
    }
    for (Attribute attribute : attributes) {
      slots.put(attribute.name(), slots.size());
    }
  }

  static boolean isEnvelopeField(String name) {
    return ENVELOPE.contains(name);
  }

  /** A field of the envelope, as rules, bins and features see it: like a required attribute. */
  static BundleDefinition.Attribute envelopeField(String name, Range range) {
    return new BundleDefinition.Attribute(
        name,
        AttributeType.LONG,
        true,
        Optional.empty(),
        Optional.of(BigDecimal.valueOf(range.min())),
        Optional.of(BigDecimal.valueOf(range.max())),
        Optional.empty(),
        Optional.empty());
  }

  /** The numbers that an attribute's type can hold. */
  static NumberLine line(BundleDefinition.Attribute attribute) {
    return attribute.type() == AttributeType.DOUBLE ? NumberLine.DOUBLE : NumberLine.WHOLE;
  }

  /** The numbers that an attribute's declaration allows. */
  static NumberLine.Span domain(BundleDefinition.Attribute attribute) {
    NumberLine line = line(attribute);
    return new NumberLine.Span(
        attribute.min().flatMap(line::place).orElse(line.first()),
        attribute.max().flatMap(line::place).orElse(line.last()));
  }

  Set<String> attributeNames() {
    return byName.sequencedKeySet();
  }

  Collection<Attribute> attributes() {
    return byName.sequencedValues();
  }

  @Nullable Attribute attribute(String name) {
    return byName.get(name);
  }

  /** The slot of an envelope field or an attribute; null if there is no such input. */
  @Nullable Integer slot(String name) {
    return slots.get(name);
  }

  @Nullable Object[] newSlots() {
    return new @Nullable Object[slots.size()];
  }

  /**
   * Checks an application and fills the slots from it: Long, Instant, String, {@link Category},
   * Double or Boolean; null for missing.
   *
   * @return everything wrong with it, envelope first, then attributes by name; empty if it can be
   *     decided
   */
  List<Refused> fill(Application application, @Nullable Object[] filled) {
    List<Refused> problems = envelope.check(application);
    filled[AMOUNT_SLOT] = application.amountMinor();
    filled[TERM_SLOT] = (long) application.termMonths();
    filled[SUBMITTED_SLOT] = application.submittedAt();
    Map<String, @Nullable Object> given = application.attributes();
    for (int i = 0; i < attributes.length; i++) {
      Object value = given.get(attributes[i].name());
      if (value == null && !attributes[i].required()) {
        continue;
      }
      Object read = attributes[i].read(value);
      if (read instanceof Refused refused) {
        problems = with(problems, refused);
      } else {
        filled[ENVELOPE.size() + i] = read;
      }
    }
    return problems;
  }

  /** The usual answer, no problem at all, allocates nothing. */
  static List<Refused> with(List<Refused> problems, Refused problem) {
    List<Refused> longer = problems.isEmpty() ? new ArrayList<>() : problems;
    longer.add(problem);
    return longer;
  }
}

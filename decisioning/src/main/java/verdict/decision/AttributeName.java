package verdict.decision;

import java.util.Set;
import java.util.regex.Pattern;

/** What a declared attribute may be called: rules name it, so CEL has a say. */
public final class AttributeName {
  /** What CEL takes as a variable, without the dollar of accumulators. */
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  /**
   * Words that CEL keeps to itself: keywords, names reserved for embedding languages, and its
   * types.
   */
  private static final Set<String> CEL_WORDS =
      Set.of(
          ("true false null in as break const continue else for function if import let loop package namespace return"
                  + " var void while int uint double bool string bytes list map null_type type dyn optional_type google")
              .split(" "));

  private AttributeName() {}

  /** Whether an attribute may have this name; the envelope's fields have theirs already. */
  public static boolean isAllowed(String name) {
    return IDENTIFIER.matcher(name).matches()
        && !CEL_WORDS.contains(name)
        && !Inputs.isEnvelopeField(name);
  }
}

package verdict.decision;

import java.util.Locale;

/** The files of a bundle's directory. */
enum BundleFile {
  BUNDLE("bundle.yaml", Limits.TEXT),
  POLICY("policy.yaml", Limits.TEXT),
  SCORECARD("scorecard.yaml", Limits.TEXT),
  BASELINE("baseline.yaml", Limits.TEXT),
  FEATURES("challenger/features.yaml", Limits.TEXT),
  MODEL("challenger/model.lgb.txt", Limits.MODEL);

  private final String path;
  private final int maxBytes;

  BundleFile(String path, int maxBytes) {
    this.path = path;
    this.maxBytes = maxBytes;
  }

  /** Relative to the bundle's directory. */
  String path() {
    return path;
  }

  int maxBytes() {
    return maxBytes;
  }

  /** What the file is about, in messages. */
  String subject() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static final class Limits {
    /** The shipped files have at most 7 KiB. */
    private static final int TEXT = 1 << 20;

    /** The shipped model, 80 trees of 8 leaves, has 77 KiB. */
    private static final int MODEL = 32 << 20;
  }
}

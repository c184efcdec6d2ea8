package verdict.kit;

/**
 * A setting's text and where it came from.
 *
 * @param origin {@code environment}, {@code file NAME}, {@code default} or {@code override}
 */
record Given(String text, String origin) {
  static Given byDefault(String text) {
    return new Given(text, "default");
  }

  static Given overridden(String text) {
    return new Given(text, "override");
  }
}

package verdict.kit;

/** What came of reading a setting's text. */
sealed interface Parsed<T> {
  record Value<T>(T value) implements Parsed<T> {}

  /** The text is not a value of the setting; {@code allowed} completes the sentence "must be …". */
  record Malformed<T>(String allowed) implements Parsed<T> {}

  static <T> Parsed<T> value(T value) {
    return new Value<>(value);
  }

  static <T> Parsed<T> malformed(String allowed) {
    return new Malformed<>(allowed);
  }
}

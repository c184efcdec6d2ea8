package verdict.wire;

/** What became of a value's bytes. */
public sealed interface Decoding<T> {

  /** The bytes were a record of a schema that this release knows. */
  record Decoded<T>(T value) implements Decoding<T> {}

  /**
   * The bytes were not. {@code code} is of stage DECODE; {@code message} says what is wrong and
   * quotes no byte of the value.
   */
  record Undecodable<T>(ErrorCode code, String message) implements Decoding<T> {}
}

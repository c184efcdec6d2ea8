package verdict.bench.scoring.plan;

import java.util.OptionalLong;

/** What is done with one record. */
public enum Work {
  /** Nothing: an output is sent for each record. */
  NONE("none", 0),
  /** The decision of the shipped bundle on a real application, decoding and encoding included. */
  REAL("real", -1),
  /** Processor time, burnt. */
  MICROS_100("100us", 100),
  /** Ten times as much. */
  MILLI_1("1ms", 1_000);

  /** What the real decision takes, with decoding and encoding; a guess in microseconds. */
  private static final long ROUGHLY_REAL = 15;

  private final String label;
  private final long micros;

  Work(String label, long micros) {
    this.label = label;
    this.micros = micros;
  }

  /** As options, tables and files say it. */
  public String label() {
    return label;
  }

  /** Microseconds of processor time to burn; empty for the real decision. */
  public OptionalLong micros() {
    return micros < 0 ? OptionalLong.empty() : OptionalLong.of(micros);
  }

  /** What it costs, about: for sizes, not for figures. */
  public long roughMicros() {
    return micros().orElse(ROUGHLY_REAL);
  }

  /** Whether the ceiling's target holds for it: from 100 µs on. */
  public boolean isHeavy() {
    return micros >= 100;
  }

  @Override
  public String toString() {
    return label;
  }
}

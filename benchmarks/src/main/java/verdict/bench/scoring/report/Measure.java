package verdict.bench.scoring.report;

/** What is measured of an engine. */
public enum Measure {
  RECORDS_PER_SECOND("records_per_s"),
  /** Processor time of the engine's process. */
  CPU_MICROS("cpu_us_per_record"),
  /** The load under which latency was measured. */
  LOAD("load_per_s"),
  P50_MILLIS("p50_ms"),
  P99_MILLIS("p99_ms"),
  /** Resident memory of the engine's process, over all rounds of a cell. */
  PEAK_MIB("peak_rss_mib");

  private final String label;

  Measure(String label) {
    this.label = label;
  }

  /** As files say it. */
  public String label() {
    return label;
  }
}

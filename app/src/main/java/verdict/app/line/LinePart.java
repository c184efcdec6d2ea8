package verdict.app.line;

/** A service of the line. */
public enum LinePart {
  INGEST,
  SCORE,
  LEDGER,
  ANALYTICS
}

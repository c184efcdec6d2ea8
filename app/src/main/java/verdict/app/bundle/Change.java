package verdict.app.bundle;

/**
 * One difference between two bundles.
 *
 * @param subject what differs, such as {@code rule P001}
 * @param what how
 */
public record Change(String subject, String what) {
  @Override
  public String toString() {
    return subject + ": " + what;
  }
}

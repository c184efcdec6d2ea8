package verdict.scoring.bundles;

import java.util.Optional;

/** Notices that a directory changed, once it lies still again. Confined to the watching thread. */
final class Lookout {

  private Optional<Footprint> read;
  private Optional<Footprint> last;

  /**
   * @param read what was read already
   */
  Lookout(Optional<Footprint> read) {
    this.read = read;
    this.last = read;
  }

  /** Whether it is another than what was read, and the same as at the last look. */
  boolean settled(Optional<Footprint> now) {
    boolean still = now.isPresent() && now.equals(last);
    last = now;
    if (!still || now.equals(read)) {
      return false;
    }
    read = now;
    return true;
  }

  /** What was read came to nothing: it is to be read again. */
  void forget() {
    read = Optional.empty();
  }
}

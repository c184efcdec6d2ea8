package verdict.decision;

/** A line of one of a bundle's files, counted from 1. */
record Place(BundleFile file, int line) {
  @Override
  public String toString() {
    return file.path() + ":" + line;
  }
}

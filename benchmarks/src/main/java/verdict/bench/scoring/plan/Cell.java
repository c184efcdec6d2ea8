package verdict.bench.scoring.plan;

/** What is measured side by side. */
public record Cell(Shape shape, Work work) {

  @Override
  public String toString() {
    return shape + " × " + work;
  }
}

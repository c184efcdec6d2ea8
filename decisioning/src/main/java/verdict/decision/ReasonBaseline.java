package verdict.decision;

/** What an applicant's points are compared with, to find the reasons against an approval. */
public enum ReasonBaseline {
  /** The mean points of the development sample. */
  POPULATION,
  /** The mean points of those in the sample who scored at the cut-off. */
  CUTOFF
}

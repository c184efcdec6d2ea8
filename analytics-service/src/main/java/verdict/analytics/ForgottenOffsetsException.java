package verdict.analytics;

/**
 * The aggregates' state is there, but the offsets that belong to it are not: counting on would
 * count decisions twice. The message says how to start over.
 */
public final class ForgottenOffsetsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ForgottenOffsetsException(String group, String changelog) {
    super(
        "the brokers have forgotten the offsets of group "
            + group
            + " (offsets.retention.minutes), but its aggregates are still in "
            + changelog
            + ": starting over would count decisions twice. Delete the topics "
            + group
            + "-* and start again: everything that loan.scores still holds is then counted anew");
  }
}

package verdict.bench.scoring.report;

/** What is to be said of a target. */
sealed interface Judgement {

  /** As tables say it. */
  String text();

  /** At least one of both has no figure. */
  record NotMeasured() implements Judgement {
    @Override
    public String text() {
      return "not measured";
    }
  }

  /** There is a ratio, and a reason why it proves nothing. */
  record NotJudged(double reached, String reason) implements Judgement {
    @Override
    public String text() {
      return "not judged: " + reason;
    }
  }

  /** The ratio reaches the bound. */
  record Met(double reached) implements Judgement {
    @Override
    public String text() {
      return "met";
    }
  }

  /** It does not. */
  record Missed(double reached) implements Judgement {
    @Override
    public String text() {
      return "**MISSED**";
    }
  }
}

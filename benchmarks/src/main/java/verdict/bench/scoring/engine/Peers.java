package verdict.bench.scoring.engine;

import verdict.bench.scoring.plan.EngineName;

/** Who does what. */
final class Peers {

  private Peers() {}

  static Peer of(EngineName name) {
    return switch (name) {
      case CEILING -> new CeilingLoop();
      case VERDICT -> new VerdictEngine();
      case STREAMS -> new StreamsEngine();
      case PARALLEL_KEY -> new ParallelConsumerEngine(false);
      case PARALLEL_TRANSACTIONAL -> new ParallelConsumerEngine(true);
      case SPRING -> new SpringEngine();
      case PLAIN -> new PlainLoop();
    };
  }
}

package verdict.bench.scoring.engine;

/** An engine that can be measured. */
interface Peer {

  /** Reads, computes and writes until it is closed. */
  AutoCloseable start(Task task) throws Exception;
}

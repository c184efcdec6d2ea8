package verdict.kit;

/** What an operator may ask of a running service, at a path of its admin server. Thread-safe. */
@FunctionalInterface
public interface AdminCommand {

  /**
   * Does it.
   *
   * @param json the request's body
   * @throws ConfigurationException listing all that is wrong with the body
   * @throws IllegalStateException if it cannot be done now
   */
  void run(String json);
}

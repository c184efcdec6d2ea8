package verdict.decision.yaml;

/**
 * Something wrong with a YAML text as such.
 *
 * @param line counted from 1
 */
public record YamlFault(int line, String message) {}

package verdict.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import verdict.decision.Bundle;
import verdict.decision.BundleCheck;
import verdict.decision.BundleProblem;

/** What the bundle commands do with a directory that they are given. */
final class BundleDirectory {

  private BundleDirectory() {}

  static ObjectNode identity(Bundle bundle) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", bundle.name())
        .put("version", bundle.version())
        .put("hash", bundle.hash());
  }

  /** Whether it is still valid does not matter to who only looks at it. */
  static Optional<Bundle> read(Path directory, Console console) {
    return switch (Bundle.check(directory, LocalDate.MIN)) {
      case BundleCheck.Sound(Bundle bundle) -> Optional.of(bundle);
      case BundleCheck.Broken(List<BundleProblem> problems) -> {
        refuse(directory, problems, console);
        yield Optional.empty();
      }
    };
  }

  static ArrayNode list(List<BundleProblem> problems) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (BundleProblem problem : problems) {
      list.addObject()
          .put("file", problem.file())
          .put("line", problem.line())
          .put("message", problem.message());
    }
    return list;
  }

  static int refuse(Path directory, List<BundleProblem> problems, Console console) {
    lines(directory, problems).forEach(console::problem);
    return ExitCode.USAGE;
  }

  /** The form in which editors and terminals make a place clickable. */
  static List<String> lines(Path directory, List<BundleProblem> problems) {
    return problems.stream()
        .map(
            problem ->
                "%s:%d: %s"
                    .formatted(
                        directory.resolve(problem.file()), problem.line(), problem.message()))
        .toList();
  }
}

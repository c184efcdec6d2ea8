package verdict.app.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import verdict.app.output.UnwritableException;
import verdict.kit.ConfigurationException;

/**
 * Puts a bundle's files in a directory, never over somebody's work: in a new one all of them or
 * none, in an empty one {@code bundle.yaml} last, so that what is not whole is no bundle.
 */
final class SkeletonDirectory {
  private static final String LAST = "bundle.yaml";

  private SkeletonDirectory() {}

  /**
   * @throws ConfigurationException if something is there already
   */
  static void requireFree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new ConfigurationException(List.of(directory + " is no directory: name another"));
    }
    try (Stream<Path> files = Files.list(directory)) {
      if (files.findAny().isPresent()) {
        throw new ConfigurationException(
            List.of(directory + " is not empty: name a directory that is, or that is not there"));
      }
    }
  }

  /**
   * Writes beside the directory, then moves. A directory that is there stays the same one: somebody
   * may stand in it.
   */
  static void write(Path directory, Map<String, String> files) throws IOException {
    requireFree(directory);
    try {
      writeAll(directory, files);
    } catch (IOException e) {
      throw new UnwritableException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void writeAll(Path directory, Map<String, String> files) throws IOException {
    Path target = directory.toAbsolutePath().normalize();
    Path parent = target.getParent();
    if (parent == null) {
      throw new ConfigurationException(List.of(directory + " has no directory above it"));
    }
    Files.createDirectories(parent);
    Path draft =
        Files.createDirectory(
            parent.resolve(
                "." + target.getFileName() + ".import-" + ProcessHandle.current().pid()));
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(draft.resolve(file.getKey()), file.getValue());
      }
      if (Files.exists(target)) {
        for (String name : lastOfAll(files.keySet())) {
          Files.move(draft.resolve(name), target.resolve(name));
        }
      } else {
        Files.move(draft, target);
      }
    } finally {
      delete(draft);
    }
  }

  private static List<String> lastOfAll(Set<String> names) {
    return names.stream().sorted(Comparator.comparing(LAST::equals)).toList();
  }

  private static void delete(Path draft) throws IOException {
    if (!Files.exists(draft)) {
      return;
    }
    try (Stream<Path> left = Files.walk(draft)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

package verdict.app.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import verdict.kit.ConfigurationException;

/** Puts a bundle's files in a directory: all of them or none, and never over somebody's work. */
final class SkeletonDirectory {

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

  /** Writes beside the directory, then moves: whoever looks sees nothing or the whole. */
  static void write(Path directory, Map<String, String> files) throws IOException {
    requireFree(directory);
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
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      delete(draft);
    }
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

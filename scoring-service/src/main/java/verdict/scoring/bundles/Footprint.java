package verdict.scoring.bundles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a directory looks like from outside: each file's size and time. Polled, as file events reach
 * neither network volumes nor mounted configuration; through symbolic links, which are exchanged at
 * a deployment.
 */
record Footprint(Map<Path, String> files) {

  /** A shelf, its bundles, their challengers. */
  private static final int DEPTH = 3;

  /** Empty while it cannot be read, for instance as files come and go. */
  static Optional<Footprint> of(Path directory) {
    try (Stream<Path> paths =
        Files.find(
            directory,
            DEPTH,
            (path, attributes) -> attributes.isRegularFile(),
            FileVisitOption.FOLLOW_LINKS)) {
      return Optional.of(
          new Footprint(paths.collect(Collectors.toUnmodifiableMap(p -> p, Footprint::look))));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static String look(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.size() + " " + attributes.lastModifiedTime();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

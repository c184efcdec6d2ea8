package verdict.decision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The bundles in a directory: the one that it is, or those that its directories are, side by side
 * for several products and versions.
 *
 * @param bundles all that are sound, whatever their dates
 * @param problems of all others: {@code directory/file:line: what is wrong}
 */
public record BundleShelf(List<Bundle> bundles, List<String> problems) {

  public BundleShelf {
    bundles = List.copyOf(bundles);
    problems = List.copyOf(problems);
  }

  /** Of a directory, or the shipped bundle without one. */
  public static BundleShelf at(Optional<Path> directory) {
    return directory
        .map(BundleShelf::read)
        .orElseGet(() -> new BundleShelf(List.of(Bundle.shipped()), List.of()));
  }

  /** Reads and compiles every bundle there; never throws for what the files hold. */
  public static BundleShelf read(Path directory) {
    try {
      return read(directory, directories(directory));
    } catch (IOException e) {
      return nothing("%s: cannot be read (%s)".formatted(directory, e));
    }
  }

  private static BundleShelf read(Path shelf, List<Path> directories) {
    if (directories.isEmpty()) {
      return nothing(
          "%s: no bundle: neither it nor a directory in it has a %s"
              .formatted(shelf, BundleFile.BUNDLE.path()));
    }
    List<Bundle> bundles = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path directory : directories) {
      switch (BundleReader.read(directory, Optional.empty())) {
        case BundleCheck.Sound(Bundle bundle) -> bundles.add(bundle);
        case BundleCheck.Broken(List<BundleProblem> found) ->
            found.forEach(problem -> problems.add(directory + "/" + problem));
      }
    }
    return new BundleShelf(bundles, problems);
  }

  /**
   * The newest bundle for each product.
   *
   * @throws BundleException if any bundle there has a problem, listing all
   */
  public Bundles newest() {
    if (!problems.isEmpty()) {
      throw new BundleException("bundles", problems);
    }
    return Bundles.newest(bundles);
  }

  private static BundleShelf nothing(String why) {
    return new BundleShelf(List.of(), List.of(why));
  }

  private static List<Path> directories(Path shelf) throws IOException {
    if (isBundle(shelf)) {
      return List.of(shelf);
    }
    try (Stream<Path> inside = Files.list(shelf)) {
      return inside.filter(BundleShelf::isBundle).sorted().toList();
    }
  }

  private static boolean isBundle(Path directory) {
    return Files.isRegularFile(directory.resolve(BundleFile.BUNDLE.path()));
  }
}

package verdict.scoring.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A directory of bundles, each an edited copy of the shipped one. */
public record Shelf(Path directory) {

  private static final Path SHIPPED = Path.of("..", "bundles", "german-credit");
  private static final List<String> FILES =
      List.of("bundle.yaml", "policy.yaml", "scorecard.yaml", "baseline.yaml");

  /** A bundle's files, to be edited. Immutable. */
  public record Draft(Map<String, String> texts) {

    public Draft edit(String file, String part, String by) {
      Map<String, String> edited = new HashMap<>(texts);
      assertThat(texts.get(file)).contains(part);
      edited.computeIfPresent(file, (name, text) -> text.replace(part, by));
      return new Draft(edited);
    }

    public Draft name(String name) {
      return edit("bundle.yaml", "\nname: german-credit", "\nname: " + name);
    }

    public Draft version(String version) {
      return edit("bundle.yaml", "\nversion: 1.0.0", "\nversion: \"" + version + "\"");
    }

    public Draft product(String product) {
      return edit("bundle.yaml", "\nproduct: german-credit", "\nproduct: " + product);
    }
  }

  /** Writes a bundle into a directory of this name, over what is there. */
  public void put(String name, UnaryOperator<Draft> edits) {
    try {
      Map<String, String> texts = new HashMap<>();
      for (String file : FILES) {
        texts.put(file, Files.readString(SHIPPED.resolve(file)));
      }
      Path bundle = Files.createDirectories(directory.resolve(name));
      for (Map.Entry<String, String> file : edits.apply(new Draft(texts)).texts().entrySet()) {
        Files.writeString(bundle.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a bundle away. */
  public void remove(String name) {
    try (Stream<Path> files = Files.list(directory.resolve(name))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

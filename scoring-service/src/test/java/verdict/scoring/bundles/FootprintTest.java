package verdict.scoring.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootprintTest {

  @TempDir Path directory;

  @Test
  void a_link_that_is_exchanged_shows() throws IOException {
    Path first = Files.createDirectory(directory.resolve("first"));
    Path second = Files.createDirectory(directory.resolve("second"));
    Files.writeString(first.resolve("bundle.yaml"), "name: a");
    Files.writeString(second.resolve("bundle.yaml"), "name: another");
    Path shelf = Files.createDirectory(directory.resolve("shelf"));
    Path link = Files.createSymbolicLink(shelf.resolve("current"), first);
    Optional<Footprint> before = Footprint.of(shelf);
    Files.delete(link);
    Files.createSymbolicLink(link, second);

    assertThat(before.orElseThrow().files()).hasSize(1);
    assertThat(Footprint.of(shelf)).isPresent().isNotEqualTo(before);
  }

  @Test
  void what_is_not_there_has_none() {
    assertThat(Footprint.of(directory.resolve("nowhere"))).isEmpty();
  }
}

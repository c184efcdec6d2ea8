package verdict.decision;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand damaged copies of the shipped bundle: each is refused, naming file and line, or proved
 * to be a bundle that decides. Seeded, so that a failure can be repeated.
 */
class CorruptedBundlesTest {
  private static final int BUNDLES = 1_000;
  private static final LocalDate DAY = LocalDate.parse("2026-11-22");

  private static final List<BundleFile> FILES = List.of(BundleFile.values());
  private static final List<Mutation> MUTATIONS = List.of(Mutation.values());

  private final Bundle shipped = Bundle.shipped();

  @TempDir private Path directory;

  private enum Fate {
    REFUSED,
    THE_SAME_BUNDLE,
    ANOTHER_BUNDLE
  }

  @BeforeEach
  void write_the_shipped_bundle() throws IOException {
    Files.createDirectories(directory.resolve(BundleFile.MODEL.path()).getParent());
    for (var file : BundleText.shipped().texts().entrySet()) {
      Files.writeString(directory.resolve(file.getKey().path()), file.getValue());
    }
  }

  @Test
  void each_is_refused_with_file_and_line_or_proved_harmless(TestReporter reporter)
      throws IOException, URISyntaxException {
    List<Application> applications = applications();
    Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    for (int seed = 0; seed < BUNDLES; seed++) {
      Random random = new Random(seed);
      BundleFile file = FILES.get(seed % FILES.size());
      Mutation mutation = MUTATIONS.get(random.nextInt(MUTATIONS.size()));
      Path path = directory.resolve(file.path());
      byte[] sound = Files.readAllBytes(path);
      Files.write(
          path, mutation.mutate(new String(sound, ISO_8859_1), random).getBytes(ISO_8859_1));
      Fate fate;
      try {
        fate = fate(applications);
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed + ": " + mutation + " of " + file.path(), e);
      }
      fates.merge(fate, 1, Integer::sum);
      Files.write(path, sound);
    }
    reporter.publishEntry(fates.toString());
    assertThat(fates).containsOnlyKeys(Fate.values());
    assertThat(fates.get(Fate.REFUSED)).isGreaterThan(BUNDLES / 2);
  }

  private Fate fate(List<Application> applications) throws IOException {
    return switch (Bundle.check(directory, DAY)) {
      case BundleCheck.Broken(List<BundleProblem> problems) -> {
        assertThat(problems).isNotEmpty();
        for (BundleProblem problem : problems) {
          assertNamesAPlace(problem);
        }
        yield Fate.REFUSED;
      }
      case BundleCheck.Sound(Bundle bundle) -> {
        boolean same = bundle.hash().equals(shipped.hash());
        assertThat(bundle.canonicalJson().equals(shipped.canonicalJson())).isEqualTo(same);
        for (Application application : applications) {
          Verdict verdict = bundle.decide(application);
          if (same) {
            assertThat(verdict).isEqualTo(shipped.decide(application));
          }
        }
        yield same ? Fate.THE_SAME_BUNDLE : Fate.ANOTHER_BUNDLE;
      }
    };
  }

  private void assertNamesAPlace(BundleProblem problem) throws IOException {
    Path file = directory.resolve(problem.file());
    assertThat(file).exists();
    long lines = Files.readString(file, ISO_8859_1).lines().count();
    assertThat(problem.line()).as(problem.toString()).isBetween(1, (int) lines + 1);
    assertThat(problem.message()).isNotBlank();
  }

  private List<Application> applications() throws URISyntaxException {
    Path rows =
        Path.of(
            Objects.requireNonNull(getClass().getResource("synthetic/applications.csv")).toURI());
    return Rows.read(rows).stream().limit(100).map(row -> Rows.application(row, shipped)).toList();
  }
}

package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bundle's files in memory, to be edited. Immutable. */
record BundleText(Map<BundleFile, String> texts) implements BundleFiles {
  BundleText {
    texts = Map.copyOf(texts);
  }

  /** The bundle of {@link Samples}. */
  static BundleText small() {
    return packaged("/verdict/decision/small/");
  }

  static BundleText shipped() {
    return packaged("/verdict/bundles/german-credit/");
  }

  static BundleText packaged(String folder) {
    BundleFiles files = BundleFiles.packaged(folder);
    Map<BundleFile, String> texts = new EnumMap<>(BundleFile.class);
    for (BundleFile file : BundleFile.values()) {
      if (files.read(file) instanceof BundleFiles.Text(String text)) {
        texts.put(file, text);
      }
    }
    return new BundleText(texts);
  }

  @Override
  public Content read(BundleFile file) {
    String text = texts.get(file);
    return text == null ? new Absent() : new Text(text);
  }

  String text(BundleFile file) {
    return texts.getOrDefault(file, "");
  }

  BundleText with(BundleFile file, String text) {
    Map<BundleFile, String> changed = new EnumMap<>(texts);
    changed.put(file, text);
    return new BundleText(changed);
  }

  BundleText without(BundleFile file) {
    Map<BundleFile, String> changed = new EnumMap<>(texts);
    changed.remove(file);
    return new BundleText(changed);
  }

  /** With a part, which must stand there, exchanged where it stands first. */
  BundleText replaced(BundleFile file, String part, String by) {
    assertThat(text(file)).contains(part);
    int at = text(file).indexOf(part);
    return with(file, text(file).substring(0, at) + by + text(file).substring(at + part.length()));
  }

  BundleText bundle(String part, String by) {
    return replaced(BundleFile.BUNDLE, part, by);
  }

  BundleText scorecard(String part, String by) {
    return replaced(BundleFile.SCORECARD, part, by);
  }

  BundleText baseline(String part, String by) {
    return replaced(BundleFile.BASELINE, part, by);
  }

  BundleText policy(String text) {
    return with(BundleFile.POLICY, text);
  }

  BundleCheck check(LocalDate today) {
    return BundleReader.read(this, Optional.of(today));
  }

  /** What is wrong with it on no particular day. */
  List<String> problems() {
    return switch (BundleReader.read(this, Optional.empty())) {
      case BundleCheck.Sound sound -> List.of();
      case BundleCheck.Broken(List<BundleProblem> problems) ->
          problems.stream().map(BundleProblem::toString).toList();
    };
  }

  /** The bundle, which must be sound. */
  Bundle compiled() {
    return switch (BundleReader.read(this, Optional.empty())) {
      case BundleCheck.Sound(Bundle bundle) -> bundle;
      case BundleCheck.Broken(List<BundleProblem> problems) ->
          throw new AssertionError(problems.toString());
    };
  }
}

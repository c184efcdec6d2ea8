package verdict.decision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import verdict.decision.BundleDefinition.Baseline;
import verdict.decision.BundleDefinition.Challenger;
import verdict.decision.BundleDefinition.Feature;
import verdict.decision.BundleDefinition.Rule;
import verdict.decision.BundleDefinition.Terms;
import verdict.decision.yaml.YamlFault;
import verdict.decision.yaml.YamlNode;
import verdict.decision.yaml.YamlText;

/**
 * Reads a bundle's files into a {@link BundleDefinition}, noting everything that is wrong with each
 * and with how they fit together. One pass, in the order in which the files depend on each other.
 */
final class BundleReader {
  private static final String SHIPPED = "/verdict/bundles/german-credit/";

  private final BundleFiles files;
  private final Problems problems = new Problems();

  private BundleReader(BundleFiles files) {
    this.files = files;
  }

  static Bundle shipped() {
    return switch (read(BundleFiles.packaged(SHIPPED), Optional.empty())) {
      case BundleCheck.Sound(Bundle bundle) -> bundle;
      case BundleCheck.Broken(List<BundleProblem> problems) ->
          throw new BundleException("the shipped bundle", problems);
    };
  }

  /**
   * @param today the day on which it must be valid; empty: any
   */
  static BundleCheck read(Path directory, Optional<LocalDate> today) {
    if (!Files.isDirectory(directory)) {
      return new BundleCheck.Broken(
          List.of(
              new BundleProblem(
                  BundleFile.BUNDLE.path(),
                  1,
                  "no such directory: " + directory + "; a bundle is one")));
    }
    return read(BundleFiles.in(directory), today);
  }

  static BundleCheck read(BundleFiles files, Optional<LocalDate> today) {
    return new BundleReader(files).read(today);
  }

  private BundleCheck read(Optional<LocalDate> today) {
    TermsReader.Found terms =
        fields(BundleFile.BUNDLE, Shape.BUNDLE)
            .map(new TermsReader(today, problems)::read)
            .orElseGet(TermsReader.Found::nothing);
    Declared declared = terms.declared();
    ReasonCodes reasonCodes = new ReasonCodes(problems);
    List<Rule> policy =
        fields(BundleFile.POLICY, Shape.POLICY)
            .map(new PolicyReader(declared, reasonCodes, problems)::read)
            .orElse(List.of());
    ReasonBaseline reasonBaseline =
        terms.terms().map(Terms::reasonBaseline).orElse(ReasonBaseline.POPULATION);
    Optional<ScorecardReader.Found> scorecard =
        fields(BundleFile.SCORECARD, Shape.SCORECARD)
            .map(new ScorecardReader(declared, reasonBaseline, reasonCodes, problems)::read);
    scorecard
        .flatMap(ScorecardReader.Found::scorecard)
        .ifPresent(sound -> terms.cutoffs().ifPresent(new CutoffsCheck(sound, problems)::check));
    Optional<Baseline> baseline =
        fields(BundleFile.BASELINE, Shape.BASELINE)
            .map(
                new BaselineReader(
                        scorecard.map(ScorecardReader.Found::characteristics).orElse(Map.of()),
                        scorecard.isPresent(),
                        problems)
                    ::read);
    Optional<Challenger> challenger = challenger(declared);
    if (problems.count() > 0) {
      return new BundleCheck.Broken(problems.all());
    }
    return new BundleCheck.Sound(
        BundleCompiler.compile(
            new BundleDefinition(
                terms.terms().orElseThrow(),
                policy,
                scorecard.flatMap(ScorecardReader.Found::scorecard).orElseThrow(),
                baseline.orElseThrow(),
                challenger)));
  }

  /** Both files or none: half a challenger is an accident. */
  private Optional<Challenger> challenger(Declared declared) {
    if (files.read(BundleFile.FEATURES) instanceof BundleFiles.Absent
        && files.read(BundleFile.MODEL) instanceof BundleFiles.Absent) {
      return Optional.empty();
    }
    Optional<String> model = text(BundleFile.MODEL);
    Optional<ModelHeader> header = model.flatMap(text -> ModelHeader.read(text, problems));
    List<Feature> features =
        fields(BundleFile.FEATURES, Shape.CHALLENGER)
            .map(fields -> new ChallengerReader(declared, problems).read(fields, header))
            .orElse(List.of());
    return Optional.of(new Challenger(features, model.orElse("")));
  }

  private Optional<Fields> fields(BundleFile file, Shape shape) {
    Optional<String> content = text(file);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    YamlText yaml = YamlText.read(content.get());
    for (YamlFault fault : yaml.faults()) {
      problems.add(new Place(file, fault.line()), fault.message());
    }
    Optional<YamlNode> root = yaml.root();
    return root.flatMap(node -> new Value(node, file.path(), file, problems).fields(shape));
  }

  private Optional<String> text(BundleFile file) {
    return switch (files.read(file)) {
      case BundleFiles.Text(String text) -> Optional.of(text);
      case BundleFiles.Absent() -> {
        problems.add(new Place(file, 1), "the file is missing: add it, docs/bundles.md says how");
        yield Optional.empty();
      }
      case BundleFiles.Unusable(int line, String why) -> {
        problems.add(new Place(file, line), why);
        yield Optional.empty();
      }
    };
  }
}

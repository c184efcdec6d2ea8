package verdict.decision;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One product's way to decide: declared attributes, policy rules, scorecard, cut-offs. Immutable
 * and thread-safe; reading one compiles it, which takes a while: keep it.
 */
public final class Bundle {
  /** Stands in a bundle's files for what a person still has to say; no bundle with it is sound. */
  public static final String TO_FILL_IN = "TODO";

  private final BundleDefinition definition;
  private final Inputs inputs;
  private final Policy policy;
  private final Scorecard scorecard;
  private final String canonical;
  private final String hash;

  Bundle(BundleDefinition definition, Inputs inputs, Policy policy, Scorecard scorecard) {
    this.definition = definition;
    this.canonical = CanonicalHash.canonical(CanonicalForm.of(definition));
    this.hash = CanonicalHash.of(canonical);
    this.inputs = inputs;
    this.policy = policy;
    this.scorecard = scorecard;
  }

  /** The bundle that ships with Verdict: product {@code german-credit}, currency DEM. */
  public static Bundle shipped() {
    return BundleReader.shipped();
  }

  /**
   * Reads a bundle's directory; docs/bundles.md describes its files. Does not ask whether the
   * bundle is still valid: that depends on the day.
   *
   * @throws BundleException listing every problem with its file and line
   */
  public static Bundle load(Path directory) {
    return sound(directory, BundleReader.read(directory, Optional.empty()));
  }

  /**
   * Reads a bundle's directory, and refuses what was valid only until a day before this one.
   *
   * @throws BundleException listing every problem with its file and line
   */
  public static Bundle load(Path directory, LocalDate today) {
    return sound(directory, check(directory, today));
  }

  /** Reads a bundle's directory and says all that is wrong with it on this day. */
  public static BundleCheck check(Path directory, LocalDate today) {
    return BundleReader.read(directory, Optional.of(today));
  }

  private static Bundle sound(Path directory, BundleCheck check) {
    return switch (check) {
      case BundleCheck.Sound(Bundle bundle) -> bundle;
      case BundleCheck.Broken(List<BundleProblem> problems) ->
          throw new BundleException(directory.toString(), problems);
    };
  }

  /** What the files say. */
  public BundleDefinition definition() {
    return definition;
  }

  public String name() {
    return definition.terms().name();
  }

  public String version() {
    return definition.terms().version();
  }

  /** The product whose applications this bundle decides. */
  public String product() {
    return definition.terms().product();
  }

  /** ISO 4217; every amount is in its minor units. */
  public String currency() {
    return definition.terms().currency();
  }

  /**
   * SHA-256 over the canonical content, the challenger's model included, as 64 lower-case
   * hexadecimal digits: comments, layout, key order and the notation of numbers do not change it.
   */
  public String hash() {
    return hash;
  }

  /** The canonical content, one JSON document in one line: equal for equal hashes. */
  public String canonicalJson() {
    return canonical;
  }

  /** The last day on which it may be used. */
  public LocalDate validUntil() {
    return definition.terms().governance().validUntil();
  }

  /** The points every application starts with. */
  public int basePoints() {
    return scorecard.basePoints();
  }

  public Cutoffs cutoffs() {
    return definition.terms().cutoffs();
  }

  /** The amounts this bundle takes, in minor units. */
  public Range amountMinor() {
    return definition.terms().amountMinor();
  }

  /** The terms this bundle takes, in months. */
  public Range termMonths() {
    return definition.terms().termMonths();
  }

  /** The declared attributes, by name. */
  public Set<String> attributeNames() {
    return inputs.attributeNames();
  }

  /**
   * A declared attribute's type: an edge types its text columns by it. Empty for an undeclared
   * name.
   */
  public Optional<AttributeType> attributeType(String name) {
    return Optional.ofNullable(inputs.attribute(name)).map(Attribute::type);
  }

  /**
   * Everything that is wrong with an application before any rule runs: fields first, then
   * attributes by name. Empty: it can be decided, unless a rule fails.
   */
  public List<Refused> problems(Application application) {
    return List.copyOf(inputs.fill(application, inputs.newSlots()));
  }

  /**
   * Decides one application: same application, same bundle, same verdict. Never throws for what an
   * application holds; undeclared attributes are ignored, missing ones that are not required take
   * their bin's points, invalid ones refuse the application (the first problem is named).
   */
  public Verdict decide(Application application) {
    @Nullable Object[] slots = inputs.newSlots();
    List<Refused> problems = inputs.fill(application, slots);
    if (!problems.isEmpty()) {
      return problems.getFirst();
    }
    return switch (policy.evaluate(slots)) {
      case Policy.Failed failed -> failed.refused();
      case Policy.Fired fired -> decide(fired, scorecard.score(slots));
    };
  }

  /**
   * A DECLINE rule decides alone; a REFER rule turns an approval by score into a referral and
   * changes nothing else.
   */
  private Decided decide(Policy.Fired fired, Scorecard.Scored scored) {
    if (fired.any(Decision.DECLINE)) {
      return decided(
          Decision.DECLINE, DecisionSource.POLICY, fired.reasons(Decision.DECLINE), fired, scored);
    }
    Decision byScore = cutoffs().decide(scored.score());
    if (byScore == Decision.APPROVE) {
      return fired.any(Decision.REFER)
          ? decided(
              Decision.REFER, DecisionSource.POLICY, fired.reasons(Decision.REFER), fired, scored)
          : decided(Decision.APPROVE, DecisionSource.SCORE, List.of(), fired, scored);
    }
    return decided(byScore, DecisionSource.SCORE, scored.reasons(), fired, scored);
  }

  private static Decided decided(
      Decision decision,
      DecisionSource source,
      List<Reason> reasons,
      Policy.Fired fired,
      Scorecard.Scored scored) {
    return new Decided(
        decision,
        source,
        scored.score(),
        scored.pd(),
        reasons,
        fired.hits(),
        scored.characteristics());
  }
}

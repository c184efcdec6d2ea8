package verdict.decision;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One product's way to decide: declared attributes, policy rules, scorecard, cut-offs. Immutable
 * and thread-safe; reading one compiles it, which takes a while: keep it.
 */
public final class Bundle {
  private final BundleDefinition definition;
  private final Inputs inputs;
  private final Policy policy;
  private final Scorecard scorecard;

  Bundle(BundleDefinition definition, Inputs inputs, Policy policy, Scorecard scorecard) {
    this.definition = definition;
    this.inputs = inputs;
    this.policy = policy;
    this.scorecard = scorecard;
  }

  /** The bundle that ships with Verdict: product {@code german-credit}, currency DEM. */
  public static Bundle shipped() {
    return BundleReader.shipped();
  }

  /**
   * Reads {@code bundle.json} in a directory.
   *
   * @throws BundleException listing every problem: unreadable or malformed file, unknown
   *     characteristic, bins out of order, a rule that does not type-check, …
   */
  public static Bundle load(Path directory) {
    return BundleReader.read(directory);
  }

  public String name() {
    return definition.name();
  }

  public String version() {
    return definition.version();
  }

  /** The product whose applications this bundle decides. */
  public String product() {
    return definition.product();
  }

  /** ISO 4217; every amount is in its minor units. */
  public String currency() {
    return definition.currency();
  }

  /**
   * SHA-256 over the canonical content, 64 lower-case hexadecimal digits: layout and key order do
   * not change it.
   */
  public String hash() {
    return definition.hash();
  }

  /** The points every application starts with. */
  public int basePoints() {
    return scorecard.basePoints();
  }

  public Cutoffs cutoffs() {
    return definition.cutoffs();
  }

  /** The amounts this bundle takes, in minor units. */
  public Range amountMinor() {
    return definition.amountMinor();
  }

  /** The terms this bundle takes, in months. */
  public Range termMonths() {
    return definition.termMonths();
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
   * application holds; undeclared attributes are ignored, missing ones take their bin's points,
   * invalid ones refuse the application (the first problem is named).
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
    Decision byScore = definition.cutoffs().decide(scored.score());
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

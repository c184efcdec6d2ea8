package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import verdict.decision.BundleDefinition.Bin;
import verdict.decision.BundleDefinition.Characteristic;
import verdict.decision.BundleDefinition.NumberBin;
import verdict.decision.BundleDefinition.Scorecard;
import verdict.decision.BundleDefinition.ValueBin;

/** What holds for every application. */
class DecisionPropertiesTest {
  private static final BundleText OVERDRAFT = BundleText.packaged("/verdict/decision/overdraft/");

  private final Bundle bundle = OVERDRAFT.compiled();
  private final Bundle twin = OVERDRAFT.compiled();

  @Property
  void no_attribute_map_makes_decide_throw(@ForAll("anything") Map<String, Object> attributes) {
    Verdict verdict = bundle.decide(application(1_500_000, attributes));

    switch (verdict) {
      case Decided decided -> assertThat(decided.characteristics()).hasSize(6);
      case Refused refused -> assertThat(refused.rule()).isNotBlank();
    }
    assertThat(bundle.problems(application(1_500_000, attributes)).isEmpty())
        .isEqualTo(
            verdict instanceof Decided || ((Refused) verdict).refusal() == Refusal.POLICY_FAILED);
  }

  @Property
  void a_decision_depends_on_nothing_but_the_application_and_the_bundle(
      @ForAll("sound") Application application, @ForAll("sound") Application another) {
    String first = summary(bundle.decide(application));
    bundle.decide(another);

    assertThat(summary(bundle.decide(application))).isEqualTo(first);
    assertThat(summary(twin.decide(application))).isEqualTo(first);
  }

  @Property
  void the_order_of_attributes_changes_nothing(
      @ForAll("sound") Application application, @ForAll Random random) {
    List<Map.Entry<String, Object>> entries = new ArrayList<>();
    application
        .attributes()
        .forEach(
            (name, value) -> {
              if (value != null) {
                entries.add(Map.entry(name, value));
              }
            });
    Collections.shuffle(entries, random);
    Map<String, Object> shuffled = new LinkedHashMap<>();
    entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));

    String expected = summary(bundle.decide(application));
    long amount = application.amountMinor();
    assertThat(summary(bundle.decide(application(amount, shuffled)))).isEqualTo(expected);
    assertThat(summary(bundle.decide(application(amount, new TreeMap<>(shuffled)))))
        .isEqualTo(expected);
  }

  @Property
  void a_reason_by_score_never_names_a_characteristic_at_or_above_its_baseline(
      @ForAll("sound") Application application) {
    if (!(bundle.decide(application) instanceof Decided decided)) {
      throw new AssertionError("a sound application is decided");
    }
    Map<String, CharacteristicScore> byCode = new HashMap<>();
    decided.characteristics().forEach(score -> byCode.put(score.reasonCode(), score));
    if (decided.decision() == Decision.APPROVE) {
      assertThat(decided.reasons()).isEmpty();
    } else if (decided.source() == DecisionSource.SCORE) {
      assertThat(decided.reasons()).hasSizeLessThanOrEqualTo(4);
      double last = Double.MAX_VALUE;
      for (Reason reason : decided.reasons()) {
        CharacteristicScore score = Objects.requireNonNull(byCode.get(reason.code()), "scored");
        double shortfall = score.baselinePoints() - score.points();
        assertThat(shortfall).isPositive().isLessThanOrEqualTo(last);
        last = shortfall;
      }
    }
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void more_points_in_a_bin_never_make_a_score_worse(
      @ForAll("sound") Application application,
      @ForAll @IntRange(min = 0, max = 5) int characteristic,
      @ForAll @IntRange(min = 0, max = 3) int bin,
      @ForAll @IntRange(min = 1, max = 100) int more) {
    Bundle raised = BundleCompiler.compile(raised(characteristic, bin, more));

    Decided before = Samples.decided(bundle.decide(application));
    Decided after = Samples.decided(raised.decide(application));

    Characteristic definition =
        bundle.definition().scorecard().characteristics().get(characteristic);
    String label = definition.bins().get(bin % definition.bins().size()).label();
    boolean taken = before.characteristics().get(characteristic).bin().equals(label);
    assertThat(after.score()).isEqualTo(before.score() + (taken ? more : 0));
    assertThat(after.pd()).isLessThanOrEqualTo(before.pd());
    assertThat(after.decision()).isLessThanOrEqualTo(before.decision());
  }

  private BundleDefinition raised(int characteristic, int bin, int more) {
    BundleDefinition whole = bundle.definition();
    Scorecard card = whole.scorecard();
    List<Characteristic> characteristics = new ArrayList<>(card.characteristics());
    Characteristic old = characteristics.get(characteristic);
    List<Bin> bins = new ArrayList<>(old.bins());
    int at = bin % bins.size();
    bins.set(
        at,
        switch (bins.get(at)) {
          case NumberBin number -> new NumberBin(number.interval(), number.points() + more);
          case ValueBin group -> new ValueBin(group.values(), group.points() + more);
        });
    characteristics.set(
        characteristic,
        new Characteristic(
            old.name(),
            old.reasonCode(),
            old.reasonText(),
            old.baselinePoints(),
            old.cutoffPoints(),
            bins,
            old.missing(),
            old.other(),
            old.description()));
    return new BundleDefinition(
        whole.terms(),
        whole.policy(),
        new Scorecard(
            card.basePoints(), card.pdo(), card.baseScore(), card.baseOdds(), characteristics),
        whole.baseline(),
        whole.challenger());
  }

  @Provide
  Arbitrary<Map<String, Object>> anything() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of(bundle.attributeNames()), Arbitraries.strings().ofMaxLength(5));
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            Arbitraries.longs().map(value -> (Object) value),
            Arbitraries.doubles().map(value -> (Object) value),
            Arbitraries.strings().ofMaxLength(8).map(value -> (Object) value),
            Arbitraries.of(
                true,
                false,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                -0.0,
                Long.MIN_VALUE,
                1,
                'c',
                BigDecimal.TEN,
                List.of(),
                Map.of(),
                "north",
                "\ud800",
                50L,
                Instant.EPOCH));
    return Arbitraries.maps(names, values).ofMaxSize(8);
  }

  /** Applications that can be decided, with any of the optional attributes missing. */
  @Provide
  Arbitrary<Application> sound() {
    Arbitrary<Object> balance =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(-60_000, 60_000).map(value -> (Object) value),
            Arbitraries.of(-10_000.0, -0.5, 2_500.25, -0.0));
    Arbitrary<Object> days = Arbitraries.longs().between(0, 10_000).map(value -> (Object) value);
    return Combinators.combine(
            Arbitraries.longs().between(100_000, 10_000_000),
            balance.injectNull(0.2),
            Arbitraries.longs().between(-100, 100),
            Arbitraries.of("teacher", "student", "baker").injectNull(0.2),
            Arbitraries.of("east", "north", "no region", "abroad"),
            days.injectNull(0.2))
        .as(
            (amount, mean, trend, occupation, region, reminder) -> {
              Map<String, @Nullable Object> attributes = new HashMap<>();
              attributes.put("mean_balance", mean);
              attributes.put("balance_trend", trend);
              attributes.put("occupation", occupation);
              attributes.put("region", region);
              attributes.put("days_since_reminder", reminder);
              return application(amount, attributes);
            });
  }

  private static Application application(
      long amount, Map<String, ? extends @Nullable Object> attributes) {
    return new Application(
        "o-1", 1, "overdraft", amount, "NOK", 12, Samples.NOON, new LinkedHashMap<>(attributes));
  }

  /** Exceptions compare by identity: a refusal is summed up without its cause. */
  private static String summary(Verdict verdict) {
    return switch (verdict) {
      case Decided decided -> decided.toString();
      case Refused refused -> refused.toString();
    };
  }
}

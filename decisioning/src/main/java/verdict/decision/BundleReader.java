package verdict.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The only class that knows a bundle's files: one {@code bundle.json}. It reads them into a {@link
 * BundleDefinition}, noting every field that is missing, malformed or unknown; {@link
 * BundleCompiler} checks how they fit together.
 */
final class BundleReader {
  static final String FILE = "bundle.json";

  private static final String SHIPPED = "/verdict/bundles/german-credit/" + FILE;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  /** What CEL takes as a variable, without the dollar of accumulators. */
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  /**
   * Words that CEL keeps to itself: keywords, names reserved for embedding languages, and its
   * types.
   */
  private static final Set<String> CEL_WORDS =
      Set.of(
          ("true false null in as break const continue else for function if import let loop package namespace return"
                  + " var void while int uint double bool string bytes list map null_type type dyn optional_type google")
              .split(" "));

  /** With at most a thousand characteristics, no score leaves an int. */
  private static final int MAX_POINTS = 1_000_000;

  private static final int MAX_CHARACTERISTICS = 1_000;
  private static final int MAX_TERM_MONTHS = 1_200;
  private static final double MAX_ODDS = 1e9;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Problems problems;

  private BundleReader(Problems problems) {
    this.problems = problems;
  }

  static Bundle shipped() {
    try (InputStream file = BundleReader.class.getResourceAsStream(SHIPPED)) {
      if (file == null) {
        throw new IllegalStateException("the shipped bundle is missing from the class path");
      }
      return read("the shipped bundle", file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped bundle", e);
    }
  }

  static Bundle read(Path directory) {
    Path file = directory.resolve(FILE);
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      String why = "cannot be read (" + e.getClass().getSimpleName() + ")";
      throw new BundleException(directory.toString(), List.of(FILE + ": " + why));
    }
    return read(file.toString(), content);
  }

  /**
   * @throws BundleException listing every problem
   */
  static Bundle read(String source, byte[] content) {
    JsonNode json;
    try {
      json = JSON.readTree(content);
    } catch (JsonProcessingException e) {
      String where =
          "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
      throw new BundleException(source, List.of(where + ": " + e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
    }
    Problems problems = new Problems();
    BundleDefinition definition = new BundleReader(problems).definition(json);
    Bundle bundle = new BundleCompiler(problems).compile(definition);
    problems.throwIfAny(source);
    return bundle;
  }

  private BundleDefinition definition(JsonNode json) {
    JsonFields file = new JsonFields(json, "", problems);
    BundleDefinition definition =
        new BundleDefinition(
            file.text("name", NAME),
            file.text("version", NAME),
            file.text("product", NAME),
            file.text("currency", CURRENCY),
            range(file.object(Inputs.AMOUNT_MINOR), Long.MAX_VALUE),
            range(file.object(Inputs.TERM_MONTHS), MAX_TERM_MONTHS),
            attributes(file.object("attributes")),
            policy(file),
            scorecard(file.object("scorecard")),
            cutoffs(file.object("cutoffs")),
            CanonicalHash.of(json));
    file.refuseOthers();
    return definition;
  }

  private Range range(JsonFields fields, long largest) {
    Range range = new Range(fields.whole("min", 0, largest), fields.whole("max", 0, largest));
    fields.refuseOthers();
    if (range.max() < range.min()) {
      problems.add(fields.path(), "max lies below min");
    }
    return range;
  }

  private List<BundleDefinition.Attribute> attributes(JsonFields fields) {
    List<BundleDefinition.Attribute> attributes = new ArrayList<>();
    for (String name : fields.names()) {
      JsonFields attribute = fields.object(name);
      if (!IDENTIFIER.matcher(name).matches()
          || CEL_WORDS.contains(name)
          || Inputs.isEnvelopeField(name)) {
        problems.add(
            attribute.path(),
            "is no name for an attribute: " + IDENTIFIER + ", no word of CEL, no field");
        continue;
      }
      AttributeType type = attribute.choice("type", List.of(AttributeType.values()), true);
      Optional<List<String>> values = Optional.empty();
      if (attribute.optional("values")) {
        values =
            Optional.of(attribute.values("values", false).stream().map(Object::toString).toList());
        if (type != AttributeType.STRING) {
          problems.add(attribute.at("values"), "only a string declares its values");
        } else if (Set.copyOf(values.get()).size() < values.get().size()) {
          problems.add(attribute.at("values"), "a value stands twice");
        }
      }
      attribute.refuseOthers();
      attributes.add(new BundleDefinition.Attribute(name, type, values));
    }
    return attributes;
  }

  private List<BundleDefinition.Rule> policy(JsonFields file) {
    List<BundleDefinition.Rule> rules = new ArrayList<>();
    for (JsonFields rule : file.objects("policy")) {
      int before = problems.count();
      BundleDefinition.Rule definition =
          new BundleDefinition.Rule(
              rule.path(),
              rule.text("id", NAME),
              rule.choice("outcome", List.of(Decision.DECLINE, Decision.REFER), false),
              rule.text("when"),
              rule.text("reasonCode", NAME),
              rule.text("reasonText"));
      rule.refuseOthers();
      if (problems.count() == before) {
        rules.add(definition);
      }
    }
    return rules;
  }

  private BundleDefinition.Scorecard scorecard(JsonFields fields) {
    int basePoints = points(fields, "basePoints");
    double pdo = fields.positive("pdo", MAX_POINTS);
    int baseScore = points(fields, "baseScore");
    double odds = fields.positive("baseOddsGoodToBad", MAX_ODDS);
    List<BundleDefinition.Characteristic> characteristics = new ArrayList<>();
    for (JsonFields item : fields.objects("characteristics")) {
      int before = problems.count();
      BundleDefinition.Characteristic characteristic = characteristic(item);
      if (problems.count() == before) {
        characteristics.add(characteristic);
      }
    }
    if (characteristics.size() > MAX_CHARACTERISTICS) {
      problems.add(fields.at("characteristics"), "at most " + MAX_CHARACTERISTICS);
    }
    fields.refuseOthers();
    return new BundleDefinition.Scorecard(
        basePoints, new Scaling(pdo, baseScore, odds), characteristics);
  }

  private BundleDefinition.Characteristic characteristic(JsonFields fields) {
    String name = fields.text("name");
    String reasonCode = fields.text("reasonCode", NAME);
    String reasonText = fields.text("reasonText");
    BigDecimal baselinePoints = fields.number("baselinePoints");
    Optional<Integer> missingPoints =
        fields.optional("missingPoints")
            ? Optional.of(points(fields, "missingPoints"))
            : Optional.empty();
    List<BundleDefinition.Bin> bins =
        fields.objects("bins").stream().map(BundleReader::bin).toList();
    if (bins.isEmpty()) {
      problems.add(fields.at("bins"), "at least one bin");
    }
    fields.refuseOthers();
    return new BundleDefinition.Characteristic(
        fields.path(), name, reasonCode, reasonText, baselinePoints, missingPoints, bins);
  }

  private static BundleDefinition.Bin bin(JsonFields fields) {
    BundleDefinition.Bin bin;
    if (fields.optional("values")) {
      bin = new BundleDefinition.ValueBin(fields.values("values", true), points(fields, "points"));
    } else {
      Optional<BigDecimal> edge =
          fields.optional("maxInclusive")
              ? Optional.of(fields.number("maxInclusive"))
              : Optional.empty();
      bin = new BundleDefinition.NumberBin(edge, points(fields, "points"));
    }
    fields.refuseOthers();
    return bin;
  }

  private static Cutoffs cutoffs(JsonFields fields) {
    Cutoffs cutoffs =
        new Cutoffs(points(fields, "approveAtOrAbove"), points(fields, "referAtOrAbove"));
    fields.refuseOthers();
    return cutoffs;
  }

  private static int points(JsonFields fields, String name) {
    return Math.toIntExact(fields.whole(name, -MAX_POINTS, MAX_POINTS));
  }
}

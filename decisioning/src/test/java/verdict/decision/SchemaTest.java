package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import verdict.decision.yaml.YamlNode;
import verdict.decision.yaml.YamlText;

/** What editors are told about the format is what the reader takes. */
class SchemaTest {
  private static final Path BUNDLES = Path.of("..", "bundles");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path schema(BundleFile file) {
    String name =
        switch (file) {
          case BUNDLE -> "bundle";
          case POLICY -> "policy";
          case SCORECARD -> "scorecard";
          case BASELINE -> "baseline";
          case FEATURES -> "features";
          case MODEL -> throw new IllegalArgumentException("a model is no YAML");
        };
    return BUNDLES.resolve("schema").resolve(name + ".schema.json");
  }

  private static JsonNode definition(Shape shape) throws IOException {
    return switch (shape) {
      case BUNDLE -> at(BundleFile.BUNDLE, "");
      case RANGE -> at(BundleFile.BUNDLE, "/$defs/range");
      case GOVERNANCE -> at(BundleFile.BUNDLE, "/$defs/governance");
      case ATTRIBUTE -> at(BundleFile.BUNDLE, "/$defs/attribute");
      case CUTOFFS -> at(BundleFile.BUNDLE, "/$defs/cutoffs");
      case POLICY -> at(BundleFile.POLICY, "");
      case RULE -> at(BundleFile.POLICY, "/$defs/rule");
      case SCORECARD -> at(BundleFile.SCORECARD, "");
      case SCALING -> at(BundleFile.SCORECARD, "/$defs/scaling");
      case CHARACTERISTIC -> at(BundleFile.SCORECARD, "/$defs/characteristic");
      case BIN -> at(BundleFile.SCORECARD, "/$defs/bin");
      case SPECIAL_BIN -> at(BundleFile.SCORECARD, "/$defs/specialBin");
      case BASELINE -> at(BundleFile.BASELINE, "");
      case BIN_SHARES -> at(BundleFile.BASELINE, "/$defs/binShares");
      case SCORE_SHARE -> at(BundleFile.BASELINE, "/$defs/scoreShare");
      case CHALLENGER -> at(BundleFile.FEATURES, "");
      case FEATURE -> at(BundleFile.FEATURES, "/$defs/feature");
    };
  }

  private static JsonNode at(BundleFile file, String pointer) throws IOException {
    return JSON.readTree(schema(file).toFile()).at(pointer);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void a_schema_has_the_readers_keys(Shape shape) throws IOException {
    JsonNode definition = definition(shape);

    assertThat(names(definition.get("properties")))
        .containsExactlyInAnyOrderElementsOf(shape.keys());
    List<String> required = new ArrayList<>();
    definition.get("required").forEach(key -> required.add(key.asText()));
    assertThat(required).containsExactlyInAnyOrderElementsOf(shape.required());
    assertThat(definition.get("additionalProperties").isBoolean()).isTrue();
    assertThat(definition.get("additionalProperties").asBoolean()).isFalse();
  }

  @Test
  void the_schemas_define_nothing_else() throws IOException {
    int objects = 0;
    for (BundleFile file :
        List.of(
            BundleFile.BUNDLE,
            BundleFile.POLICY,
            BundleFile.SCORECARD,
            BundleFile.BASELINE,
            BundleFile.FEATURES)) {
      objects += 1 + at(file, "/$defs").size();
    }
    assertThat(objects).isEqualTo(Shape.values().length);
  }

  static Stream<Arguments> files() {
    BundleText shipped = BundleText.shipped();
    BundleText small = BundleText.small();
    BundleText overdraft = BundleText.packaged("/verdict/decision/overdraft/");
    return Stream.of(shipped, small, overdraft)
        .flatMap(
            bundle ->
                bundle.texts().entrySet().stream()
                    .filter(entry -> entry.getKey() != BundleFile.MODEL)
                    .map(entry -> Arguments.of(entry.getKey(), entry.getValue())));
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_sound_file_is_valid(BundleFile file, String text) throws IOException {
    assertThat(errors(file, text)).isEmpty();
  }

  static Stream<Arguments> brokenFiles() {
    BundleText small = BundleText.small();
    return Stream.of(
        Arguments.of(BundleFile.BUNDLE, small.bundle("name: small", "nmae: small")),
        Arguments.of(BundleFile.BUNDLE, small.bundle("\"1\"", "1.0")),
        Arguments.of(BundleFile.BUNDLE, small.bundle("{type: long}", "{type: int}")),
        Arguments.of(BundleFile.POLICY, small.policy("rules:\n  - {id: R}\n")),
        Arguments.of(
            BundleFile.SCORECARD, small.scorecard("upTo: 1000.5", "upTo: 1000.5, below: 1")),
        Arguments.of(BundleFile.SCORECARD, small.scorecard("values: [a]", "values: [a], from: 1")),
        Arguments.of(BundleFile.BASELINE, small.baseline("share: 0.25", "share: 1.25")),
        Arguments.of(
            BundleFile.FEATURES,
            BundleText.shipped().replaced(BundleFile.FEATURES, "divideBy: 100", "divideBy: 0")));
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void what_the_reader_refuses_at_sight_is_invalid(BundleFile file, BundleText bundle)
      throws IOException {
    assertThat(errors(file, bundle.text(file))).isNotEmpty();
    assertThat(bundle.problems()).isNotEmpty();
  }

  @Test
  void every_shipped_file_names_its_schema() throws IOException {
    Path directory = BUNDLES.resolve("german-credit");
    for (BundleFile file : BundleText.shipped().texts().keySet()) {
      if (file == BundleFile.MODEL) {
        continue;
      }
      Path path = directory.resolve(file.path());
      String line = Files.readAllLines(path).getFirst();
      assertThat(line).startsWith("# yaml-language-server: $schema=");
      Path named = path.resolveSibling(line.substring(line.indexOf('=') + 1));
      assertThat(named).hasSameBinaryContentAs(schema(file));
    }
  }

  private static List<Error> errors(BundleFile file, String text) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON.readTree(schema(file).toFile()));
    return schema.validate(json(YamlText.read(text).root().orElseThrow()));
  }

  private static JsonNode json(YamlNode node) {
    return switch (node) {
      case YamlNode.Mapping mapping -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        mapping.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
        yield object;
      }
      case YamlNode.Sequence sequence -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        sequence.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case YamlNode.Scalar scalar ->
          switch (scalar.kind()) {
            case TEXT -> JsonNodeFactory.instance.textNode(scalar.text());
            case WHOLE -> JsonNodeFactory.instance.numberNode(Long.parseLong(scalar.text()));
            case NUMBER -> JsonNodeFactory.instance.numberNode(new BigDecimal(scalar.text()));
            case BOOLEAN ->
                JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(scalar.text()));
            case NOTHING -> JsonNodeFactory.instance.nullNode();
          };
    };
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}

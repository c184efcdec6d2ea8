package verdict.decision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static verdict.decision.Samples.at;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BundleReaderTest {

  static Arguments broken(Consumer<ObjectNode> edit, String... problems) {
    return Arguments.of(edit, List.of(problems));
  }

  static ObjectNode characteristic(ObjectNode json, int index) {
    return at(json, "/scorecard/characteristics/" + index);
  }

  static ArrayNode bins(ObjectNode json, int characteristic) {
    return characteristic(json, characteristic).withArray("bins");
  }

  static ObjectNode rule(ObjectNode json, String when) {
    return json.withArray("policy")
        .addObject()
        .put("id", "R1")
        .put("outcome", "REFER")
        .put("when", when)
        .put("reasonCode", "RR1")
        .put("reasonText", "Rule one");
  }

  static Stream<Arguments> brokenFields() {
    return Stream.of(
        broken(json -> json.remove("name"), "name: required"),
        broken(json -> json.put("version", " "), "version: must be a text that is not blank"),
        broken(json -> json.put("currency", "Euro"), "currency: must match [A-Z]{3}"),
        broken(json -> json.put("nmae", 1), "nmae: unknown field"),
        broken(json -> json.put("policy", 1), "policy: must be a list"),
        broken(json -> json.withArray("policy").add(1), "policy[0]: must be an object"),
        broken(json -> json.remove("cutoffs"), "cutoffs: required"),
        broken(
            json -> at(json, "/amountMinor").put("min", 100_001),
            "amountMinor: max lies below min"),
        broken(
            json -> at(json, "/termMonths").put("max", 1.5),
            "termMonths.max: must be a whole number from 0 to 1200",
            "termMonths: max lies below min"),
        broken(
            json -> at(json, "/scorecard").put("pdo", 0),
            "scorecard.pdo: must be above 0 and at most 1000000.0"),
        broken(
            json -> at(json, "/attributes/debts").put("type", "int"),
            "attributes.debts.type: must be one of string, long, double, boolean"),
        broken(
            json -> at(json, "/attributes/debts").putArray("values").add("a"),
            "attributes.debts.values: only a string declares its values"),
        broken(
            json -> at(json, "/attributes/note").putArray("values").add("a").add("a"),
            "attributes.note.values: a value stands twice"),
        broken(
            json -> at(json, "/attributes").putObject("in").put("type", "long"),
            "attributes.in: is no name for an attribute: [A-Za-z_][A-Za-z0-9_]{0,63}, no word of CEL, no field"),
        broken(
            json -> at(json, "/attributes").putObject("termMonths").put("type", "long"),
            "attributes.termMonths: is no name for an attribute: [A-Za-z_][A-Za-z0-9_]{0,63}, no word of CEL, no field"),
        broken(
            json -> json.putObject("cutoffs").put("approveAtOrAbove", 1).put("referAtOrAbove", 2),
            "cutoffs: out of order: referAtOrAbove lies above approveAtOrAbove"));
  }

  static Stream<Arguments> brokenCharacteristics() {
    String first = "scorecard.characteristics[0]";
    String second = "scorecard.characteristics[1]";
    String third = "scorecard.characteristics[2]";
    return Stream.of(
        broken(
            json -> characteristic(json, 0).put("name", "rank"),
            first
                + ".name: unknown characteristic rank: neither a declared attribute nor amountMinor nor termMonths"),
        broken(
            json -> characteristic(json, 0).put("name", "submittedAt"),
            first
                + ".name: unknown characteristic submittedAt: neither a declared attribute nor amountMinor nor termMonths"),
        broken(
            json -> characteristic(json, 1).put("name", "amountMinor").remove("missingPoints"),
            second + ".bins: amountMinor is a whole number, the edge 1000.5 is none",
            third + ".name: amountMinor is scored twice"),
        broken(
            json -> characteristic(json, 0).remove("reasonText"), first + ".reasonText: required"),
        broken(
            json -> characteristic(json, 0).put("reasonCode", "C2"),
            second + ".reasonCode: reason code C2 is used twice"),
        broken(
            json -> characteristic(json, 0).remove("missingPoints"),
            first + ".missingPoints: required: an attribute may be missing"),
        broken(
            json -> characteristic(json, 2).put("missingPoints", 1),
            third + ".missingPoints: amountMinor is never missing; leave it out"),
        broken(
            json -> characteristic(json, 0).put("missingPoints", 0.5),
            first + ".missingPoints: must be a whole number from -1000000 to 1000000"),
        broken(
            json -> characteristic(json, 1).putArray("bins"), second + ".bins: at least one bin"),
        broken(
            json -> bins(json, 1).insertObject(1).put("maxInclusive", 1000.5).put("points", 1),
            second + ".bins[1]: bins must ascend: 1000.5 follows 1000.5"),
        broken(
            json -> bins(json, 1).addObject().put("maxInclusive", 2000).put("points", 1),
            second + ".bins[1]: only the last bin has no maxInclusive",
            second + ".bins[2]: the last bin must have no maxInclusive"),
        broken(
            json ->
                characteristic(json, 1)
                    .putArray("bins")
                    .addObject()
                    .put("points", 1)
                    .putArray("values")
                    .add("a"),
            second + ".bins[0]: income is a number: give maxInclusive, not values"),
        broken(
            json -> ((ObjectNode) bins(json, 1).get(0)).put("maxInclusive", 1e300),
            second + ".bins[0].maxInclusive: must be a number of ordinary size"),
        broken(json -> bins(json, 0).remove(1), first + ".bins: value b is in no bin"),
        broken(
            json ->
                bins(json, 0)
                    .addObject()
                    .put("points", 1)
                    .putArray("values")
                    .add("a")
                    .add("c")
                    .add(true),
            first + ".bins[2]: value a is in two bins",
            first + ".bins[2]: value c is not allowed for grade",
            first + ".bins[2]: value true is not allowed for grade"),
        broken(
            json -> bins(json, 0).addObject().put("points", 1),
            first + ".bins[2]: grade is no number: give values"),
        broken(
            json -> at(json, "/attributes/grade").remove("values"),
            first + ".bins: grade declares no values, so bins cannot hold them all"));
  }

  static Stream<Arguments> brokenRules() {
    return Stream.of(
        broken(
            json -> rule(json, "true").put("outcome", "APPROVE"),
            "policy[0].outcome: must be one of DECLINE, REFER"),
        broken(json -> rule(json, "true").remove("reasonText"), "policy[0].reasonText: required"),
        broken(
            json -> {
              rule(json, "true");
              rule(json, "false").put("reasonText", "another");
            },
            "policy[1].reasonText: reason code RR1 has two texts",
            "policy[1].id: rule R1 stands twice"),
        broken(
            json -> rule(json, "debts"),
            "policy[0].when: rule R1, column 1: expected type 'bool' but found 'wrapper(int)'"),
        broken(
            json -> rule(json, "deebts > 1"),
            "policy[0].when: rule R1, column 1: undeclared reference to 'deebts' (in container '')"),
        broken(
            json -> rule(json, "[1, 2].exists(x, x > debts)"),
            "policy[0].when: rule R1, column 14: undeclared reference to 'exists' (in container '')",
            "policy[0].when: rule R1, column 15: undeclared reference to 'x' (in container '')",
            "policy[0].when: rule R1, column 18: undeclared reference to 'x' (in container '')"));
  }

  @ParameterizedTest
  @MethodSource({"brokenFields", "brokenCharacteristics", "brokenRules"})
  void a_broken_bundle_is_refused_with_the_place_and_the_fault(
      Consumer<ObjectNode> edit, List<String> problems) {
    BundleException refused =
        catchThrowableOfType(BundleException.class, () -> Samples.edited(edit));

    assertThat(refused.problems()).containsExactlyInAnyOrderElementsOf(problems);
  }

  @Test
  void a_rule_that_compares_different_types_does_not_load() {
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> Samples.ruled("REFER", "debts == 'a'"))
        .withMessageContaining(
            "policy[0].when: rule R1, column 7: found no matching overload for '_==_'");
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> Samples.ruled("REFER", "debts > "))
        .withMessageContaining("policy[0].when: rule R1");
  }

  @Test
  void all_problems_of_all_parts_are_listed_at_once() {
    BundleException refused =
        catchThrowableOfType(
            BundleException.class,
            () ->
                Samples.edited(
                    json -> {
                      json.remove("name");
                      bins(json, 0).remove(1);
                      rule(json, "debts");
                      json.putObject("cutoffs").put("approveAtOrAbove", 1).put("referAtOrAbove", 2);
                    }));

    assertThat(refused.problems()).hasSize(4);
    assertThat(refused.getMessage()).contains("test: 4 problems").contains(refused.problems());
  }

  @Test
  void a_file_that_is_no_json_object_is_refused() {
    for (String content : List.of("", "{", "[]", "null", "{\"a\": 1, \"a\": 2}", "{} {}")) {
      assertThatExceptionOfType(BundleException.class)
          .as(content)
          .isThrownBy(() -> BundleReader.read("test", content.getBytes(UTF_8)));
    }
  }

  @Test
  void a_directory_is_loaded_by_its_file(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("bundle.json"), Samples.json().toString());

    assertThat(Bundle.load(directory).hash()).isEqualTo(Samples.bundle().hash());
  }

  @Test
  void a_directory_without_the_file_is_refused(@TempDir Path directory) {
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> Bundle.load(directory.resolve("none")))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly("bundle.json: cannot be read (NoSuchFileException)"));
  }
}

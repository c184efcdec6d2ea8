package verdict.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import verdict.app.command.Settings;
import verdict.kit.Setting;
import verdict.wire.ErrorCode;
import verdict.wire.LetterHeaders;
import verdict.wire.Topic;

/** The documentation names what the code has. */
class DocumentationTest {

  @Test
  void every_setting_stands_in_the_configuration_page_with_its_default() throws IOException {
    String page = page("configuration.md");
    for (Setting<?> setting : Settings.all()) {
      String fallback = setting.fallbackText();
      assertThat(page)
          .as(setting.name())
          .contains(
              "| `%s` | %s |"
                  .formatted(setting.name(), fallback.isEmpty() ? "" : "`" + fallback + "`")
                  .replace("|  |", "| |"));
    }
  }

  @Test
  void every_error_code_and_header_stands_in_the_letters_page() throws Exception {
    String page = page("letters.md");
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(page).contains("`" + code.name() + "`");
    }
    List<Field> headers =
        Arrays.stream(LetterHeaders.class.getDeclaredFields())
            .filter(field -> field.getType() == String.class)
            .toList();
    assertThat(headers).hasSizeGreaterThan(15);
    for (Field header : headers) {
      assertThat(page).contains("`" + header.get(null) + "`");
    }
  }

  @Test
  void every_topic_stands_in_the_architecture_page() throws IOException {
    String page = page("architecture.md");
    for (Topic topic : Topic.values()) {
      assertThat(page).contains("`" + topic.topicName() + "`");
    }
  }

  @Test
  void no_test_can_be_skipped() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      for (Path test :
          files.filter(file -> file.toString().matches(".*src.test.java.*[.]java")).toList()) {
        assertThat(Files.readString(test))
            .as(test.toString())
            .doesNotContain(
                "@" + "Disabled", "Assum" + "ptions", "assume" + "That", "@" + "EnabledIf");
      }
    }
  }

  private static String page(String name) throws IOException {
    return Files.readString(Path.of("..", "docs", name));
  }
}

package verdict.kit;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The properties file that {@code VERDICT_CONFIG} names: UTF-8, the same names as in the
 * environment.
 */
final class ConfigurationFile {
  private ConfigurationFile() {}

  static Map<String, Given> read(String name, List<String> problems) {
    Map<String, Given> given = new TreeMap<>();
    String origin = "file " + name;
    Properties properties = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of(name.strip()))) {
      properties.load(file);
    } catch (IOException | InvalidPathException unreadable) {
      problems.add(
          KitSettings.CONFIG_FILE
              + "="
              + name
              + " (environment) cannot be read: "
              + reason(unreadable));
      // Properties.load throws this for a broken backslash-u escape.
    } catch (IllegalArgumentException malformed) {
      problems.add(
          KitSettings.CONFIG_FILE
              + "="
              + name
              + " (environment) cannot be read: a broken \\u escape");
    }
    properties
        .stringPropertyNames()
        .forEach(
            key -> {
              String text = properties.getProperty(key, "");
              if (key.equals(KitSettings.CONFIG_FILE.name())) {
                problems.add(key + " (" + origin + ") can be given in the environment only");
              } else if (!text.isEmpty()) {
                given.put(key, new Given(text, origin));
              }
            });
    return given;
  }

  private static String reason(Exception unreadable) {
    return switch (unreadable) {
      case NoSuchFileException missing -> "there is no such file";
      case AccessDeniedException denied -> "access is denied";
      case CharacterCodingException binary -> "it is not UTF-8";
      case InvalidPathException impossible -> "it is not a path";
      default -> "it is not a readable file";
    };
  }
}

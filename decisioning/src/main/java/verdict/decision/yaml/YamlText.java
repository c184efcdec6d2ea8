package verdict.decision.yaml;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * A YAML text that was read.
 *
 * @param root the document; absent if a fault keeps it from being understood
 * @param faults what is wrong with the text, in its order; with a root, keys that stand twice
 */
public record YamlText(Optional<YamlNode> root, List<YamlFault> faults) {
  public YamlText {
    faults = List.copyOf(faults);
  }

  /** Reads a text; never throws for what it holds. */
  public static YamlText read(String text) {
    int unprintable = firstUnprintable(text);
    if (unprintable >= 0) {
      return broken(lineAt(text, unprintable), "a control character: remove it");
    }
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    try {
      return new YamlTree(
              new ParserImpl(settings, new StreamReader(settings, new StringReader(text))))
          .read();
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      return broken(line, "not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      return broken(1, "not YAML: " + e.getMessage());
    }
  }

  private static YamlText broken(int line, String message) {
    return new YamlText(Optional.empty(), List.of(new YamlFault(line, message)));
  }

  private static int firstUnprintable(String text) {
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (!StreamReader.isPrintable(codePoint)) {
        return at;
      }
      at += Character.charCount(codePoint);
    }
    return -1;
  }

  private static int lineAt(String text, int index) {
    return 1 + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
  }
}

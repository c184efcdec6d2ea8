package verdict.decision;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Ways in which a file gets damaged, by hand or by accident. They work on bytes, seen as Latin-1 so
 * that none is lost.
 */
enum Mutation {
  DELETE_LINE {
    @Override
    String mutate(String text, Random random) {
      return lines(text, lines -> lines.remove(random.nextInt(lines.size())));
    }
  },
  DUPLICATE_LINE {
    @Override
    String mutate(String text, Random random) {
      return lines(
          text,
          lines -> {
            int at = random.nextInt(lines.size());
            lines.add(at, lines.get(at));
          });
    }
  },
  SWAP_LINES {
    @Override
    String mutate(String text, Random random) {
      return lines(
          text,
          lines ->
              Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size())));
    }
  },
  INDENT_LINE {
    @Override
    String mutate(String text, Random random) {
      return lines(
          text,
          lines -> {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            lines.set(at, random.nextBoolean() ? "  " + line : line.replaceFirst("^ {1,2}", ""));
          });
    }
  },
  SWAP_WORDS {
    @Override
    String mutate(String text, Random random) {
      List<MatchResult> words = matches(WORD, text);
      MatchResult word = words.get(random.nextInt(words.size()));
      return replaced(text, word, words.get(random.nextInt(words.size())).group());
    }
  },
  CHANGE_NUMBER {
    @Override
    String mutate(String text, Random random) {
      List<String> numbers =
          List.of("0", "-1", "1e9", "99999999999999999999", "0.5", "007", "0x10", ".inf", "", "-");
      List<MatchResult> found = matches(NUMBER, text);
      String by =
          random.nextBoolean()
              ? numbers.get(random.nextInt(numbers.size()))
              : String.valueOf(random.nextInt(2_000) - 1_000);
      return replaced(text, found.get(random.nextInt(found.size())), by);
    }
  },
  CHANGE_TYPE {
    @Override
    String mutate(String text, Random random) {
      List<String> values =
          List.of(
              "true",
              "null",
              "~",
              "[]",
              "{}",
              "''",
              "'text'",
              "12",
              "1.5",
              "!!str x",
              "*a",
              "&a b",
              "2026-01-01",
              "|");
      List<MatchResult> found = matches(VALUE, text);
      MatchResult value = found.get(random.nextInt(found.size()));
      return text.substring(0, value.start(1))
          + values.get(random.nextInt(values.size()))
          + text.substring(value.end(1));
    }
  },
  MISSPELL_KEY {
    @Override
    String mutate(String text, Random random) {
      List<MatchResult> keys = matches(KEY, text);
      MatchResult key = keys.get(random.nextInt(keys.size()));
      int at = random.nextInt(key.group(1).length());
      return text.substring(0, key.start(1) + at) + text.substring(key.start(1) + at + 1);
    }
  },
  TRUNCATE {
    @Override
    String mutate(String text, Random random) {
      return text.substring(0, random.nextInt(text.length()));
    }
  },
  INSERT_GARBAGE {
    @Override
    String mutate(String text, Random random) {
      byte[] garbage = new byte[1 + random.nextInt(4)];
      random.nextBytes(garbage);
      int at = random.nextInt(text.length() + 1);
      return text.substring(0, at) + new String(garbage, ISO_8859_1) + text.substring(at);
    }
  },
  INSERT_SYNTAX {
    @Override
    String mutate(String text, Random random) {
      String syntax = ":-{}[],&*#?|<>=!%@`\"'\\\t\n \r";
      int at = random.nextInt(text.length() + 1);
      return text.substring(0, at)
          + syntax.charAt(random.nextInt(syntax.length()))
          + text.substring(at);
    }
  },
  DROP_CHARACTER {
    @Override
    String mutate(String text, Random random) {
      int at = random.nextInt(text.length());
      return text.substring(0, at) + text.substring(at + 1);
    }
  },
  FLIP_BIT {
    @Override
    String mutate(String text, Random random) {
      byte[] bytes = text.getBytes(ISO_8859_1);
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      return new String(bytes, ISO_8859_1);
    }
  };

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final Pattern VALUE = Pattern.compile("[:=] *([^ ,\n}\\]]+)");
  private static final Pattern KEY = Pattern.compile("([A-Za-z_]+)[:=]");

  /** The text, damaged; at times as it was. */
  abstract String mutate(String text, Random random);

  private interface Edit {
    void apply(List<String> lines);
  }

  private static String lines(String text, Edit edit) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    edit.apply(lines);
    return String.join("\n", lines);
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  private static String replaced(String text, MatchResult part, String by) {
    return text.substring(0, part.start()) + by + text.substring(part.end());
  }
}

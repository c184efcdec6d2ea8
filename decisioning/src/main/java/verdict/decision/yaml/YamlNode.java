package verdict.decision.yaml;

import java.util.List;
import java.util.Optional;

/** A part of a YAML text. Immutable. */
public sealed interface YamlNode {

  /** Where it begins, counted from 1. */
  int line();

  /** What it is called in messages. */
  String kindName();

  /**
   * Keys with their values, in the text's order.
   *
   * @param entries no key stands twice
   */
  record Mapping(int line, List<Entry> entries) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }

    /** The entry of a key. */
    public Optional<Entry> entry(String key) {
      return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    @Override
    public String kindName() {
      return "a mapping";
    }
  }

  /** One key with its value. */
  record Entry(int line, String key, YamlNode value) {}

  /** A list. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kindName() {
      return "a list";
    }
  }

  /**
   * A single value.
   *
   * @param text as written, without quotes: {@code 1.10} keeps its zero
   * @param firstLine where its text begins: a block's text begins below its indicator
   */
  record Scalar(int line, Kind kind, String text, int firstLine) implements YamlNode {
    @Override
    public String kindName() {
      return kind.kindName;
    }
  }

  /** What YAML's core schema takes a scalar for. Whatever is quoted is text. */
  enum Kind {
    TEXT("text"),
    WHOLE("a whole number"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    NOTHING("nothing");

    private final String kindName;

    Kind(String kindName) {
      this.kindName = kindName;
    }
  }
}

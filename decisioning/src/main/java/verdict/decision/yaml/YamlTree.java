package verdict.decision.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/**
 * Builds the nodes of one text from its parser's events. The library's own composer would resolve
 * aliases and tags, which nobody needs here and which a careless or hostile file could abuse.
 */
final class YamlTree {
  /** Twice what the deepest bundle file needs; it bounds the recursion below. */
  private static final int MAX_DEPTH = 16;

  private static final YamlNode.Scalar NOTHING =
      new YamlNode.Scalar(1, YamlNode.Kind.NOTHING, "", 1);

  private final Parser events;
  private final ScalarResolver kinds = new CoreScalarResolver(false);
  private final List<YamlFault> faults = new ArrayList<>();
  private boolean understood = true;

  YamlTree(Parser events) {
    this.events = events;
  }

  YamlText read() {
    events.next(); // the stream's start
    if (events.checkEvent(Event.ID.StreamEnd)) {
      misunderstood(1, "empty: nothing but blanks and comments");
      return text(NOTHING);
    }
    events.next(); // the document's start
    YamlNode root = node(0);
    if (understood) {
      events.next(); // the document's end
      if (!events.checkEvent(Event.ID.StreamEnd)) {
        misunderstood(line(events.next()), "a second document: one file holds one document");
      }
    }
    return text(root);
  }

  private YamlText text(YamlNode root) {
    return new YamlText(understood ? Optional.of(root) : Optional.empty(), faults);
  }

  /** After a fault that ends understanding, events are no longer taken: all loops look for it. */
  private YamlNode node(int depth) {
    Event event = events.next();
    int line = line(event);
    if (depth > MAX_DEPTH) {
      return misunderstood(line, "nested too deep: " + MAX_DEPTH + " levels at most");
    }
    if (event instanceof AliasEvent alias) {
      return misunderstood(line, "an alias, *" + alias.getAlias() + ": write the value out");
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      return misunderstood(
          line, "an anchor, &" + node.getAnchor().get() + ": remove it, aliases are not taken");
    }
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar, line);
      case SequenceStartEvent start ->
          start.getTag().isPresent() ? tagged(line) : sequence(line, depth);
      case MappingStartEvent start ->
          start.getTag().isPresent() ? tagged(line) : mapping(line, depth);
      default -> throw new IllegalStateException("no node begins with " + event.getEventId());
    };
  }

  private YamlNode sequence(int line, int depth) {
    List<YamlNode> items = new ArrayList<>();
    while (understood && !events.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node(depth + 1));
    }
    if (understood) {
      events.next();
    }
    return new YamlNode.Sequence(line, items);
  }

  private YamlNode mapping(int line, int depth) {
    List<YamlNode.Entry> entries = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    while (understood && !events.checkEvent(Event.ID.MappingEnd)) {
      YamlNode key = node(depth + 1);
      if (!understood) {
        break;
      }
      if (!(key instanceof YamlNode.Scalar name)) {
        misunderstood(key.line(), key.kindName() + " as a key: a key is a text");
        break;
      }
      YamlNode value = node(depth + 1);
      Integer first = lines.putIfAbsent(name.text(), name.line());
      if (first == null) {
        entries.add(new YamlNode.Entry(name.line(), name.text(), value));
      } else {
        faults.add(
            new YamlFault(
                name.line(),
                "key '%s' stands twice, first in line %d: remove one"
                    .formatted(name.text(), first)));
      }
    }
    if (understood) {
      events.next();
    }
    return new YamlNode.Mapping(line, entries);
  }

  private YamlNode scalar(ScalarEvent event, int line) {
    if (event.getTag().isPresent()) {
      return tagged(line);
    }
    String text = event.getValue();
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      return misunderstood(line, "half a character: an escape of \\uD800 to \\uDFFF alone");
    }
    boolean block =
        event.getScalarStyle() == ScalarStyle.LITERAL
            || event.getScalarStyle() == ScalarStyle.FOLDED;
    return new YamlNode.Scalar(line, kind(event), text, block ? line + 1 : line);
  }

  private YamlNode.Kind kind(ScalarEvent event) {
    if (!event.isPlain()) {
      return YamlNode.Kind.TEXT;
    }
    Tag tag = kinds.resolve(event.getValue(), true);
    if (tag.equals(Tag.INT)) {
      return YamlNode.Kind.WHOLE;
    }
    if (tag.equals(Tag.FLOAT)) {
      return YamlNode.Kind.NUMBER;
    }
    if (tag.equals(Tag.BOOL)) {
      return YamlNode.Kind.BOOLEAN;
    }
    return tag.equals(Tag.NULL) ? YamlNode.Kind.NOTHING : YamlNode.Kind.TEXT;
  }

  private YamlNode tagged(int line) {
    return misunderstood(line, "a tag, !…: remove it");
  }

  private YamlNode misunderstood(int line, String message) {
    understood = false;
    faults.add(new YamlFault(line, message));
    return NOTHING;
  }

  private static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}

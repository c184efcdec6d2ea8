package verdict.app.bundle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Collects what differs. Confined to one thread. */
final class Changes {
  private final List<Change> found = new ArrayList<>();

  List<Change> found() {
    return List.copyOf(found);
  }

  void add(String subject, String what) {
    found.add(new Change(subject, what));
  }

  void compare(String subject, String what, Object before, Object after) {
    String from = text(before);
    String to = text(after);
    if (!from.equals(to)) {
      add(subject, (what.isEmpty() ? "" : what + " ") + from + " → " + to);
    }
  }

  /** Numbers of one value are one number, however they are written. */
  static String text(Object value) {
    return switch (value) {
      case BigDecimal number -> number.stripTrailingZeros().toPlainString();
      case Optional<?> some -> some.map(Changes::text).orElse("none");
      default -> value.toString();
    };
  }

  /** Pairs what has the same name; the rest was added or removed. */
  <T> void pair(
      String kind,
      List<T> before,
      List<T> after,
      Function<T, String> name,
      Function<T, String> words,
      BiConsumer<T, T> compare) {
    Map<String, T> old = byName(before, name);
    Map<String, T> young = byName(after, name);
    LinkedHashSet<String> names = new LinkedHashSet<>(old.keySet());
    names.addAll(young.keySet());
    for (String each : names) {
      T from = old.get(each);
      T to = young.get(each);
      if (to == null) {
        add(kind + " " + each, "removed: " + words.apply(Objects.requireNonNull(from)));
      } else if (from == null) {
        add(kind + " " + each, "added: " + words.apply(to));
      } else {
        compare.accept(from, to);
      }
    }
  }

  /** The order of what stands in both. */
  void order(String subject, List<String> before, List<String> after) {
    List<String> old = before.stream().filter(after::contains).toList();
    List<String> young = after.stream().filter(before::contains).toList();
    if (!old.equals(young)) {
      add(subject, "order " + String.join(", ", old) + " → " + String.join(", ", young));
    }
  }

  private static <T> Map<String, T> byName(List<T> items, Function<T, String> name) {
    Map<String, T> byName = new LinkedHashMap<>();
    items.forEach(item -> byName.put(name.apply(item), item));
    return byName;
  }
}

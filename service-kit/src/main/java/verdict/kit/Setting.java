package verdict.kit;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One declared configuration value: its name, what it means, what it may be and what it is when
 * nobody says.
 *
 * <p>Immutable; declared once as a constant. Two settings are the same only if they are the same
 * object.
 *
 * @param <T> the value's type after parsing
 */
public final class Setting<T> {
  static final String MASK = "******";
  private static final Pattern NAME = Pattern.compile("VERDICT_[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
  private static final Pattern BROKERS =
      Pattern.compile("[^\\s,]+:\\d{1,5}(\\s*,\\s*[^\\s,]+:\\d{1,5})*");
  private static final Pattern SHARE = Pattern.compile("0(\\.\\d{1,9})?|1(\\.0{1,9})?");
  private static final Pattern PASSWORD_IN_URL =
      Pattern.compile("(?i)(password=)[^&]*|(?<=//)[^/@:]*:[^/@]*(?=@)");

  private final String name;
  private final String meaning;
  private final String fallbackText;
  private final boolean secret;
  private final Function<String, Parsed<T>> parser;

  private Setting(
      String name,
      String meaning,
      String fallbackText,
      boolean secret,
      Function<String, Parsed<T>> parser) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a setting's name: " + name);
    }
    this.name = name;
    this.meaning = meaning;
    this.fallbackText = fallbackText;
    this.secret = secret;
    this.parser = parser;
    if (parser.apply(fallbackText) instanceof Parsed.Malformed<T>(String allowed)) {
      throw new IllegalArgumentException(name + ": the fallback must be " + allowed);
    }
  }

  /** Any text; surrounding white space is dropped. */
  public static Setting<String> text(String name, String fallback, String meaning) {
    return new Setting<>(name, meaning, fallback, false, text -> Parsed.value(text.strip()));
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  public static Setting<Integer> integer(
      String name, int fallback, int min, int max, String meaning) {
    String allowed = "a whole number from " + min + " to " + max;
    return new Setting<>(
        name,
        meaning,
        Integer.toString(fallback),
        false,
        text -> {
          try {
            int value = Integer.parseInt(text.strip());
            return value < min || value > max ? Parsed.malformed(allowed) : Parsed.value(value);
          } catch (NumberFormatException notANumber) {
            return Parsed.malformed(allowed);
          }
        });
  }

  /**
   * A span of time such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d} or {@code
   * PT30S}.
   */
  public static Setting<Duration> duration(
      String name, Duration fallback, Duration min, Duration max, String meaning) {
    String allowed =
        "a duration from "
            + DurationText.of(min)
            + " to "
            + DurationText.of(max)
            + ", written like 500ms, 30s, 5m, 2h, 7d or PT30S";
    return new Setting<>(
        name,
        meaning,
        DurationText.of(fallback),
        false,
        text ->
            DurationText.parse(text.strip())
                .filter(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0)
                .map(Parsed::value)
                .orElseGet(() -> Parsed.malformed(allowed)));
  }

  /** A number of bytes such as {@code 1000}, {@code 64KiB}, {@code 8MiB} or {@code 1GiB}. */
  public static Setting<Long> bytes(
      String name, long fallback, long min, long max, String meaning) {
    String allowed =
        "a size from "
            + ByteCount.text(min)
            + " to "
            + ByteCount.text(max)
            + ", written like 1000, 64KiB, 8MiB or 1GiB";
    return new Setting<>(
        name,
        meaning,
        ByteCount.text(fallback),
        false,
        text ->
            ByteCount.parse(text.strip())
                .filter(value -> value >= min && value <= max)
                .map(Parsed::value)
                .orElseGet(() -> Parsed.malformed(allowed)));
  }

  /** {@code true} or {@code false}, in any case. */
  public static Setting<Boolean> flag(String name, boolean fallback, String meaning) {
    return new Setting<>(
        name,
        meaning,
        Boolean.toString(fallback),
        false,
        text ->
            switch (text.strip().toLowerCase(Locale.ROOT)) {
              case "true" -> Parsed.value(true);
              case "false" -> Parsed.value(false);
              default -> Parsed.malformed("true or false");
            });
  }

  /** A number from 0 to 1, both included, such as {@code 0.05}. */
  public static Setting<Double> share(String name, double fallback, String meaning) {
    String allowed = "a number from 0 to 1, written like 0.05";
    return new Setting<>(
        name,
        meaning,
        BigDecimal.valueOf(fallback).stripTrailingZeros().toPlainString(),
        false,
        text ->
            SHARE.matcher(text.strip()).matches()
                ? Parsed.value(Double.parseDouble(text.strip()))
                : Parsed.malformed(allowed));
  }

  /**
   * An {@code http} or {@code https} URL of a host; empty unless given. It holds no password: it is
   * printed.
   */
  public static Setting<Optional<URI>> httpUrl(String name, String meaning) {
    return new Setting<>(
        name,
        meaning,
        "",
        false,
        text ->
            text.isBlank()
                ? Parsed.value(Optional.empty())
                : HttpUrl.parse(text.strip())
                    .map(url -> Parsed.value(Optional.of(url)))
                    .orElseGet(() -> Parsed.malformed(HttpUrl.ALLOWED)));
  }

  /** A directory's path, which need not exist; empty unless given. */
  public static Setting<Optional<Path>> directory(String name, String meaning) {
    return path(name, meaning);
  }

  /** Kafka brokers, {@code host:port,host:port}. */
  static Setting<String> brokers(String name, String fallback, String meaning) {
    return new Setting<>(
        name,
        meaning,
        fallback,
        false,
        text ->
            BROKERS.matcher(text.strip()).matches()
                ? Parsed.value(text.strip())
                : Parsed.malformed("host:port, or several with commas between"));
  }

  static Setting<Optional<Path>> path(String name, String meaning) {
    return new Setting<>(
        name,
        meaning,
        "",
        false,
        text -> {
          try {
            return Parsed.value(
                text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip())));
          } catch (InvalidPathException impossiblePath) {
            return Parsed.malformed("a path");
          }
        });
  }

  /** A text that is never printed; taken as it is, white space included. */
  public static Setting<String> secret(String name, String fallback, String meaning) {
    return new Setting<>(name, meaning, fallback, true, Parsed::value);
  }

  /** The name of one of an enum's constants, in any case. */
  public static <T extends Enum<T>> Setting<T> choice(String name, T fallback, String meaning) {
    T[] constants = fallback.getDeclaringClass().getEnumConstants();
    String allowed =
        "one of " + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
    return new Setting<>(
        name,
        meaning,
        fallback.name(),
        false,
        text ->
            Arrays.stream(constants)
                .filter(constant -> constant.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .map(Parsed::value)
                .orElseGet(() -> Parsed.malformed(allowed)));
  }

  /** The environment variable, {@code VERDICT_…}; the same in a properties file. */
  public String name() {
    return name;
  }

  /** One sentence for people. */
  public String meaning() {
    return meaning;
  }

  /** The value when nobody says otherwise, as one would write it; masked if it is a secret. */
  public String fallbackText() {
    return shown(fallbackText);
  }

  @Override
  public String toString() {
    return name;
  }

  Given fallback() {
    return Given.byDefault(fallbackText);
  }

  Parsed<T> parse(String text) {
    return parser.apply(text);
  }

  /**
   * A value of this setting as it may be printed, in logs and messages, too: a secret is masked,
   * and so is a password inside a URL.
   */
  public String shown(String text) {
    return secret
        ? MASK
        : PASSWORD_IN_URL
            .matcher(text)
            .replaceAll(match -> match.group(1) == null ? MASK : match.group(1) + MASK);
  }
}

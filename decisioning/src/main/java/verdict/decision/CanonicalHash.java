package verdict.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * A bundle's identity: SHA-256 over its content written in one way only (UTF-8 JSON without blanks,
 * keys sorted, plain numbers without trailing zeros), so that layout, key order and {@code 19.0}
 * for {@code 19} change nothing, and everything else does. The order of lists is content.
 */
final class CanonicalHash {
  /** No usable bundle holds a number beyond; written plainly, 1e999999999 would fill the memory. */
  private static final int MAX_PLAIN_SCALE = 40;

  private CanonicalHash() {}

  /** 64 lower-case hexadecimal digits. */
  static String of(JsonNode content) {
    return of(canonical(content));
  }

  /** The content written in the one way. */
  static String canonical(JsonNode content) {
    StringBuilder canonical = new StringBuilder();
    append(content, canonical);
    return canonical.toString();
  }

  /** Of a text's UTF-8 bytes. */
  static String of(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void append(JsonNode node, StringBuilder out) {
    if (node.isObject()) {
      appendObject(node, out);
    } else if (node.isArray()) {
      char separator = '[';
      for (JsonNode item : node) {
        out.append(separator);
        append(item, out);
        separator = ',';
      }
      out.append(node.isEmpty() ? "[]" : "]");
    } else if (node.isNumber()) {
      appendNumber(node.decimalValue().stripTrailingZeros(), out);
    } else if (node.isTextual()) {
      appendText(node.textValue(), out);
    } else {
      out.append(node.asText());
    }
  }

  private static void appendNumber(BigDecimal number, StringBuilder out) {
    boolean ordinary = Math.abs((long) number.scale()) <= MAX_PLAIN_SCALE;
    out.append(ordinary ? number.toPlainString() : number.toString());
  }

  private static void appendObject(JsonNode node, StringBuilder out) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    Collections.sort(names);
    char separator = '{';
    for (String name : names) {
      out.append(separator);
      appendText(name, out);
      out.append(':');
      append(node.required(name), out);
      separator = ',';
    }
    out.append(names.isEmpty() ? "{}" : "}");
  }

  private static void appendText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}

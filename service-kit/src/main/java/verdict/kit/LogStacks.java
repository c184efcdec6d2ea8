package verdict.kit;

import ch.qos.logback.core.Context;
import java.util.List;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;

/** Stacks as operators read them: the root cause first, the frameworks' frames cut, bounded. */
final class LogStacks {
  /** Frames shown of each exception in a chain. */
  static final int FRAMES_PER_EXCEPTION = 25;

  /** Characters of a whole chain. */
  static final int CHARACTERS = 8192;

  /**
   * Frames that say how a call was carried, never why it failed; matched against class and method
   * name.
   */
  private static final List<String> CARRIERS =
      List.of(
          "^java\\.lang\\.reflect\\.",
          "^java\\.lang\\.invoke\\.",
          "^java\\.lang\\.Thread\\.run",
          "^java\\.lang\\.VirtualThread\\.",
          "^java\\.util\\.concurrent\\.",
          "^java\\.util\\.stream\\.",
          "^jdk\\.internal\\.",
          "^sun\\.",
          "^com\\.sun\\.net\\.httpserver\\.",
          "^reactor\\.",
          "^io\\.netty\\.",
          "^org\\.apache\\.kafka\\.",
          "^com\\.zaxxer\\.hikari\\.",
          "^org\\.flywaydb\\.",
          "^org\\.postgresql\\.",
          "^picocli\\.",
          "^org\\.junit\\.",
          "^org\\.apache\\.maven\\.");

  private LogStacks() {}

  static ShortenedThrowableConverter converter(Context context) {
    ShortenedThrowableConverter converter = new ShortenedThrowableConverter();
    converter.setContext(context);
    converter.setRootCauseFirst(true);
    converter.setMaxDepthPerThrowable(FRAMES_PER_EXCEPTION);
    converter.setMaxLength(CHARACTERS);
    converter.setLineSeparator("\n");
    converter.setExcludes(CARRIERS);
    converter.start();
    return converter;
  }
}

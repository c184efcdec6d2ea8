package verdict.kit;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** URLs as a setting may hold them. */
final class HttpUrl {
  static final String ALLOWED =
      "a URL like http://host:4318/v1/traces: http or https, a host, no user, no password";

  private static final int PORT_BOUND = 65_535;

  private HttpUrl() {}

  static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text)).filter(HttpUrl::isAllowed);
    } catch (URISyntaxException notAUrl) {
      return Optional.empty();
    }
  }

  private static boolean isAllowed(URI url) {
    return ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawFragment() == null
        && url.getPort() != 0
        && url.getPort() <= PORT_BOUND;
  }
}

package verdict.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The superuser's password: random, known to nobody but the owner of the data directory. A
 * superuser of PostgreSQL can run commands as the server's account, so other accounts of the
 * machine must not become one over the loopback address.
 */
final class SuperuserPassword {
  private static final int BYTES = 16;

  private SuperuserPassword() {}

  /**
   * Reads the password kept beside {@code dataDirectory}, which must stay empty until the server
   * fills it.
   */
  static String of(Path dataDirectory) throws IOException {
    Path file = dataDirectory.resolveSibling(dataDirectory.getFileName() + ".superuser");
    if (Files.exists(file)) {
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Files.createDirectories(dataDirectory);
    if (Files.getFileStore(dataDirectory).supportsFileAttributeView("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, password, StandardOpenOption.WRITE);
    } else {
      Files.writeString(file, password);
    }
    return password;
  }
}

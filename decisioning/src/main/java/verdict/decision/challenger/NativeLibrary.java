package verdict.decision.challenger;

import static java.util.Objects.requireNonNull;

import com.microsoft.ml.lightgbm.lightgbmlib;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * LightGBM's native library, loaded once for the process. The binding's own loader is left alone:
 * it writes to one fixed path in the temporary directory, so a process that starts overwrites the
 * code under one that runs. Here each process unpacks into a directory of its own and, where the
 * system allows, removes it at once.
 */
final class NativeLibrary {
  private static final String ROOT = "/lightgbm4j/";

  /** Empty once loaded. Why it failed once is why it fails. */
  private static final Optional<Throwable> FAILURE = load();

  private NativeLibrary() {}

  /**
   * Loads the library, unless it is.
   *
   * @throws ChallengerException if it does not load on this host
   */
  static void require() {
    FAILURE.ifPresent(
        cause -> {
          throw new ChallengerException(
              "LightGBM's native library does not load here: " + cause.getMessage(), cause);
        });
  }

  private static Optional<Throwable> load() {
    try {
      List<String> files = files(property("os.name"), property("os.arch"));
      Path directory = Files.createTempDirectory("verdict-lightgbm-");
      try {
        for (String file : files) {
          System.load(unpack(file, directory).toString());
        }
      } finally {
        remove(directory);
      }
      // Every booster has a worker of its own; threads inside it would only take its cores away.
      lightgbmlib.LGBM_SetMaxThreads(1);
      return Optional.empty();
    } catch (IOException | LinkageError e) {
      // LinkageError: an unknown platform, or a host without libgomp, is an ordinary reason to do
      // without a challenger, and no reason to do without decisions.
      return Optional.of(e);
    }
  }

  /** In the order in which they need each other. */
  private static List<String> files(String system, String machine) {
    String arch =
        switch (machine) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "aarch64";
          default -> throw new UnsatisfiedLinkError("no LightGBM for " + machine);
        };
    String name = system.toLowerCase(Locale.ROOT);
    String folder;
    String suffix;
    if (name.startsWith("linux")) {
      folder = "linux";
      suffix = ".so";
    } else if (name.startsWith("mac")) {
      folder = "osx";
      suffix = ".dylib";
    } else if (name.startsWith("windows")) {
      folder = "windows";
      suffix = ".dll";
    } else {
      throw new UnsatisfiedLinkError("no LightGBM for " + system);
    }
    String path = ROOT + folder + "/" + arch + "/";
    return List.of(path + "lib_lightgbm" + suffix, path + "lib_lightgbm_swig" + suffix);
  }

  private static String property(String name) {
    return requireNonNull(System.getProperty(name), name);
  }

  private static Path unpack(String file, Path directory) throws IOException {
    Path target = directory.resolve(file.substring(file.lastIndexOf('/') + 1));
    try (InputStream content = NativeLibrary.class.getResourceAsStream(file)) {
      if (content == null) {
        throw new UnsatisfiedLinkError("no LightGBM on the class path for " + file);
      }
      Files.copy(content, target);
    }
    return target;
  }

  /** Loaded code stays in memory without its file; Windows keeps the file until the end. */
  private static void remove(Path directory) throws IOException {
    List<File> kept;
    try (Stream<Path> files = Files.list(directory)) {
      kept = files.map(Path::toFile).filter(file -> !file.delete()).toList();
    }
    if (kept.isEmpty()) {
      Files.delete(directory);
    } else {
      directory.toFile().deleteOnExit(); // registered first, deleted last
      kept.forEach(File::deleteOnExit);
    }
  }
}

package verdict.decision;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a bundle's files come from: a directory, or the class path for the shipped one. */
interface BundleFiles {

  /** One file's content. */
  Content read(BundleFile file);

  /** What reading a file gave. */
  sealed interface Content {}

  record Text(String text) implements Content {}

  record Absent() implements Content {}

  /** There, but of no use. */
  record Unusable(int line, String why) implements Content {}

  /** A directory's files. */
  static BundleFiles in(Path directory) {
    return file -> {
      try (InputStream in = Files.newInputStream(directory.resolve(file.path()))) {
        return text(file, in);
      } catch (NoSuchFileException e) {
        return new Absent();
      } catch (IOException e) {
        return new Unusable(1, "cannot be read (" + e.getClass().getSimpleName() + ")");
      }
    };
  }

  /** The files below a folder of the class path. */
  static BundleFiles packaged(String folder) {
    return file -> {
      try (InputStream in = BundleFiles.class.getResourceAsStream(folder + file.path())) {
        return in == null ? new Absent() : text(file, in);
      } catch (IOException e) {
        return new Unusable(1, "cannot be read (" + e.getClass().getSimpleName() + ")");
      }
    };
  }

  private static Content text(BundleFile file, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(file.maxBytes() + 1);
    if (bytes.length > file.maxBytes()) {
      return new Unusable(1, "larger than " + file.maxBytes() + " bytes, which is the limit");
    }
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer output = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(input, output, true);
    if (result.isError()) {
      return new Unusable(lineAt(bytes, input.position()), "not UTF-8: save the file as UTF-8");
    }
    return new Text(output.flip().toString());
  }

  private static int lineAt(byte[] bytes, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}

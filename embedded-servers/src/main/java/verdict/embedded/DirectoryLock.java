package verdict.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One broker per data directory. Kafka's own lock comes too late: a second broker opens the first
 * one's metadata log before it looks, and leaves it damaged. The operating system drops this lock
 * with the process, however it ends.
 */
final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws EmbeddedServerException if another broker, of this process or another, holds the
   *     directory
   */
  static DirectoryLock acquire(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve(".verdict-lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new EmbeddedServerException(
            "Kafka's data in "
                + directory
                + " is in use by another broker: stop that one first or choose another directory");
      }
      return new DirectoryLock(channel);
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "cannot use " + directory + " for Kafka's data: " + e.getMessage(), e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot release the lock on Kafka's data", e);
    }
  }
}

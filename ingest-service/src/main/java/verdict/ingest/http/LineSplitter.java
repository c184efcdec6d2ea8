package verdict.ingest.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream of bytes into lines, whatever the chunks it comes in. Keeps at most one line of at
 * most its bound; the rest of a longer line is thrown away as it comes. For one stream.
 */
final class LineSplitter {

  /** One line of a batch. */
  sealed interface Line {

    /** Without its line end. */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    record Text(byte[] bytes) implements Line {}

    /** Longer than the bound. */
    record TooLong() implements Line {}

    /** No further line came in time; always the last one. */
    record Late() implements Line {}
  }

  private final int most;
  private final ByteArrayOutputStream current = new ByteArrayOutputStream();
  private boolean tooLong;
  private boolean begun;

  LineSplitter(int most) {
    this.most = most;
  }

  /** The lines that end within the next chunk. */
  List<Line> feed(ByteBuf chunk) {
    List<Line> lines = new ArrayList<>();
    while (chunk.isReadable()) {
      int length = chunk.bytesBefore((byte) '\n');
      keep(chunk, length < 0 ? chunk.readableBytes() : length);
      if (length >= 0) {
        chunk.skipBytes(1);
        lines.add(cut());
      }
    }
    return lines;
  }

  /** The last line, if the stream does not end with a line end. */
  List<Line> end() {
    return begun ? List.of(cut()) : List.of();
  }

  private void keep(ByteBuf chunk, int length) {
    begun = true;
    // One byte of grace for a carriage return, which is not part of the line.
    if (tooLong || current.size() + length > most + 1) {
      tooLong = true;
      chunk.skipBytes(length);
      return;
    }
    byte[] bytes = new byte[length];
    chunk.readBytes(bytes);
    current.writeBytes(bytes);
  }

  private Line cut() {
    byte[] bytes = current.toByteArray();
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    Line line =
        tooLong || length > most ? new Line.TooLong() : new Line.Text(Arrays.copyOf(bytes, length));
    current.reset();
    tooLong = false;
    begun = false;
    return line;
  }
}

package verdict.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 1000})
  void lines_are_the_same_whatever_the_chunks(int chunk) {
    assertThat(split("one\r\n\ntoo long\nsevenxx\r\n12345678\nlast", chunk, 7))
        .containsExactly("one", "", "TooLong[]", "sevenxx", "TooLong[]", "last");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void a_final_line_end_is_not_a_further_line(int chunk) {
    assertThat(split("one\n", chunk, 7)).containsExactly("one");
    assertThat(split("", chunk, 7)).isEmpty();
  }

  private static List<String> split(String text, int chunk, int most) {
    LineSplitter splitter = new LineSplitter(most);
    List<LineSplitter.Line> lines = new ArrayList<>();
    byte[] bytes = text.getBytes(UTF_8);
    for (int from = 0; from < bytes.length; from += chunk) {
      lines.addAll(
          splitter.feed(Unpooled.wrappedBuffer(bytes, from, Math.min(chunk, bytes.length - from))));
    }
    lines.addAll(splitter.end());
    return lines.stream()
        .map(
            line ->
                line instanceof LineSplitter.Line.Text(byte[] content)
                    ? new String(content, UTF_8)
                    : line.toString())
        .toList();
  }
}

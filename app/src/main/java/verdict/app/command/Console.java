package verdict.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Where a command writes: results to stdout, progress to stderr, a bar only where a person watches.
 */
final class Console {

  /** Set by the launcher where stderr is a terminal. */
  private static final boolean TERMINAL = Boolean.getBoolean("verdict.terminal");

  private static final int REDRAW_MILLIS = 200;

  private final PrintStream out;
  private final PrintStream err;

  Console() {
    this(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
  }

  Console(OutputStream out, OutputStream err) {
    this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
    this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
  }

  void line(String text) {
    out.println(text);
  }

  void json(JsonNode document) {
    out.println(document);
  }

  /** Whether whoever reads stdout has gone. */
  boolean closed() {
    return out.checkError();
  }

  void progress(String text) {
    err.println("verdict: " + text);
  }

  /** What a person has to mend, as it is. */
  void problem(String text) {
    err.println(text);
  }

  /** A bar on a terminal, nothing on a pipe. */
  ProgressBar bar(String task, long total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(TERMINAL ? total : 0)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(REDRAW_MILLIS)
        .setConsumer(
            new me.tongfei.progressbar.DelegatingProgressBarConsumer(
                text -> {
                  if (TERMINAL) {
                    err.print('\r' + text);
                    err.flush();
                  }
                }))
        .build();
  }
}

package verdict.system.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import verdict.app.command.Settings;
import verdict.kit.Configuration;
import verdict.scoring.ScoringConfig;
import verdict.scoring.ScoringService;

/**
 * A scoring process that stops at a step of its commits when it is told to, says so on standard
 * output, and goes on when it is told to. Ends with its standard input, so that none outlives its
 * conductor.
 */
final class SteppedScoring {

  static final String READY = "ready";
  static final String AT = "at ";
  static final String ARM = "arm ";
  static final String GO = "go";

  /** As the verdict command ends when its service ended by itself. */
  private static final int ENDED_BY_ITSELF = 3;

  /** An order that it does not understand. */
  private static final int BUG = 70;

  private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();
  private final Semaphore go = new Semaphore(0);

  /** The step, and how often it is still passed. */
  private record Armed(CommitStep step, int passes) {}

  private SteppedScoring() {}

  public static void main(String[] arguments) throws InterruptedException {
    SteppedScoring stepped = new SteppedScoring();
    // From the first moment on: its conductor may end while it waits for Kafka.
    Thread orders = Thread.ofPlatform().name("orders").daemon(true).start(stepped::obeyToTheEnd);
    Configuration configuration = Configuration.read(System.getenv(), Settings.all());
    ScoringService service =
        ScoringService.start(
            ScoringConfig.from(configuration), new SteppedClients(stepped::passing));
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
    var ignored =
        service
            .failure()
            .thenAccept(
                reason -> {
                  System.err.println("ended by itself: " + reason);
                  Runtime.getRuntime().exit(ENDED_BY_ITSELF);
                });
    say(READY);
    orders.join();
  }

  private void passing(CommitStep step, Producer<?, ?> producer) {
    Armed now = armed.get();
    if (now == null || now.step() != step) {
      return;
    }
    if (now.passes() > 0) {
      armed.set(new Armed(step, now.passes() - 1));
    } else {
      armed.set(null);
      producer.flush(); // What was handed to it is written, not only waiting for company.
      say(AT + step);
      go.acquireUninterruptibly();
    }
  }

  private void obeyToTheEnd() {
    try {
      obey();
      Runtime.getRuntime().halt(0);
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(BUG);
    }
  }

  private void obey() throws IOException {
    try (BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        if (order.equals(GO)) {
          go.release();
        } else if (order.startsWith(ARM)) {
          String[] words = order.split(" ", -1);
          armed.set(new Armed(CommitStep.valueOf(words[1]), Integer.parseInt(words[2])));
        } else {
          throw new IllegalArgumentException(order);
        }
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}

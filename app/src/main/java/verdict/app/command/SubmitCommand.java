package verdict.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import verdict.app.sample.Submission;
import verdict.app.sample.SubmissionFile;
import verdict.app.submit.Answers;
import verdict.app.submit.HttpSubmitter;
import verdict.app.submit.Pace;
import verdict.decision.BundleShelf;
import verdict.decision.Bundles;
import verdict.kit.Configuration;
import verdict.scoring.ScoringSettings;

/** A producer's command. */
@Command(
    mixinStandardHelpOptions = true,
    name = "submit",
    description =
        "Send the applications in FILE (.csv with a header line, or one JSON body a line) to an ingest service.",
    footer = {
      "",
      "Exit 0 if every application was answered 202, 1 if some were not.",
      "Example: verdict submit applications.ndjson --rate 500"
    })
public final class SubmitCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "Applications.")
  private Path file = Path.of("");

  @Option(
      names = "--url",
      paramLabel = "U",
      defaultValue = "http://127.0.0.1:8080",
      description = "The ingest service (${DEFAULT-VALUE}).")
  private URI url = URI.create("");

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0",
      description = "Applications a second; 0 for as fast as they are taken.")
  private double rate;

  @Option(names = "--json", description = "One JSON document as the last line.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    new Options()
        .require(
            List.of("http", "https").contains(url.getScheme()) && url.getHost() != null,
            "--url takes an address such as http://127.0.0.1:8080, not " + url)
        .require(rate >= 0, "--rate must not be negative")
        .check();
    Configuration configuration = Settings.read();
    ClientLogs.install(configuration);
    Bundles bundles = BundleShelf.at(configuration.get(ScoringSettings.BUNDLE)).newest();
    Console console = new Console();
    Answers answers = new Answers();
    try (Stream<Submission> applications = SubmissionFile.read(file, bundles, "submit");
        HttpSubmitter submitter = new HttpSubmitter(url, System::nanoTime);
        ProgressBar bar = console.bar("submit", -1)) {
      submitter.check();
      Pace pace = new Pace(rate, System::nanoTime);
      for (Submission application : (Iterable<Submission>) applications::iterator) {
        if (application instanceof Submission.OverHttp overHttp) {
          pace.await();
          submitter.submit(
              overHttp,
              answer -> {
                answers.add(answer);
                bar.step();
              });
        }
      }
      submitter.await();
    }
    answers.problems().forEach(console::progress);
    print(answers, console);
    return answers.rejected() + answers.unanswered() == 0 ? ExitCode.DONE : ExitCode.NO;
  }

  private void print(Answers answers, Console console) {
    if (json) {
      ObjectNode document = new ObjectMapper().createObjectNode();
      document.put("submitted", answers.total());
      document.put("accepted", answers.accepted());
      document.put("rejected", answers.rejected());
      document.put("unanswered", answers.unanswered());
      console.json(document);
    } else {
      console.line(
          "%,d submitted: %,d accepted, %,d rejected, %,d unanswered"
              .formatted(
                  answers.total(), answers.accepted(), answers.rejected(), answers.unanswered()));
    }
  }
}

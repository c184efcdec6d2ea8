package verdict.ingest.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import verdict.ingest.lookup.ApplicationStatus;
import verdict.ingest.lookup.LookupAnswer;
import verdict.wire.Envelope;

/** Where one application stands. */
final class LookupHandler {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Function<String, Mono<LookupAnswer>> find;

  LookupHandler(Function<String, Mono<LookupAnswer>> find) {
    this.find = find;
  }

  Mono<Answer> look(String applicationId) {
    if (!Envelope.ID.matcher(applicationId).matches()) {
      return Mono.just(
          Answer.problem(
              400, "Malformed id", "An applicationId must match " + Envelope.ID.pattern() + "."));
    }
    return find.apply(applicationId).map(LookupHandler::answer);
  }

  private static Answer answer(LookupAnswer answer) {
    return switch (answer) {
      case LookupAnswer.Found(ApplicationStatus status) ->
          Answer.ok(200, JSON.convertValue(status, ObjectNode.class));
      case LookupAnswer.Unknown() ->
          Answer.problem(
              404,
              "Unknown application",
              "No application with this id is known. One that was accepted just now may take a"
                  + " moment to appear here.");
      case LookupAnswer.Busy() -> Answer.busy();
      case LookupAnswer.Unavailable() ->
          Answer.unavailable(
              "The database does not answer. Applications are accepted all the same.");
    };
  }
}

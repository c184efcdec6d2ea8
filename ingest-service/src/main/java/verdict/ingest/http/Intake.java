package verdict.ingest.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;
import verdict.ingest.parse.ApplicationParser;
import verdict.ingest.parse.ParsedApplication;
import verdict.ingest.publish.Publication;
import verdict.wire.LoanApplication;

/** One body in, one answer out: the same for a request and for a line of a batch. */
final class Intake {

  private final ApplicationParser parser;
  private final BiFunction<LoanApplication, Optional<String>, Mono<Publication>> publish;

  Intake(
      ApplicationParser parser,
      BiFunction<LoanApplication, Optional<String>, Mono<Publication>> publish) {
    this.parser = parser;
    this.publish = publish;
  }

  Mono<Answer> take(byte[] body, Optional<String> traceparent) {
    return switch (parser.parse(body)) {
      case ParsedApplication.Malformed(String reason) ->
          Mono.just(Answer.problem(400, "Not an application", reason));
      case ParsedApplication.Invalid(var problems) -> Mono.just(Answer.invalid(problems));
      case ParsedApplication.Valid(LoanApplication application) ->
          publish
              .apply(application, traceparent)
              .map(publication -> answer(application, publication));
    };
  }

  private static Answer answer(LoanApplication application, Publication publication) {
    return switch (publication) {
      case Publication.Accepted accepted -> Answer.ok(202, receipt(application, accepted));
      case Publication.Full() -> Answer.busy();
      case Publication.Closed() ->
          Answer.unavailable("Kafka cannot be reached; nothing was taken. Send it again later.");
      case Publication.Unconfirmed() ->
          Answer.unavailable(
              "No acknowledgement in time: the application may or may not have been accepted."
                  + " Send it again: the same applicationId and revision is recognised as a"
                  + " duplicate.");
      case Publication.TooLarge() -> Answer.tooLarge();
    };
  }

  private static ObjectNode receipt(LoanApplication application, Publication.Accepted accepted) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("applicationId", application.getApplicationId());
    body.put("revision", application.getRevision());
    body.putObject("receipt")
        .put("topic", accepted.topic())
        .put("partition", accepted.partition())
        .put("offset", accepted.offset());
    return body;
  }
}

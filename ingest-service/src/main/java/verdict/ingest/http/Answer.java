package verdict.ingest.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import verdict.wire.FieldProblem;

/**
 * What one request, or one line of a batch, is answered with.
 *
 * @param body a problem document (RFC 9457) unless the status is 2xx
 * @param retryAfter when to try again, in whole seconds
 * @param allow the method that the path has, for 405
 * @param atBound whether a bound refused it: nothing was handed on, it may be tried again at once
 */
record Answer(
    int status,
    ObjectNode body,
    Optional<Duration> retryAfter,
    Optional<String> allow,
    boolean atBound) {

  /** When a bound is reached: work is done in well under this. */
  static final Duration SOON = Duration.ofSeconds(1);

  /** When something that the answer needs is away. */
  static final Duration LATER = Duration.ofSeconds(5);

  static Answer ok(int status, ObjectNode body) {
    return new Answer(status, body, Optional.empty(), Optional.empty(), false);
  }

  static Answer problem(int status, String title, String detail) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", "about:blank");
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    return new Answer(status, body, Optional.empty(), Optional.empty(), false);
  }

  static Answer invalid(List<FieldProblem> problems) {
    Answer answer =
        problem(422, "Invalid application", problems.size() + " problem(s), all listed here.");
    var list = answer.body.putArray("problems");
    problems.forEach(
        problem ->
            list.addObject().put("field", problem.field()).put("message", problem.message()));
    return answer;
  }

  static Answer tooLarge() {
    return problem(413, "Too large", "An application is at most 65536 bytes.");
  }

  static Answer wrongMethod(String allowed) {
    Answer answer = problem(405, "Method not allowed", "This path has " + allowed + " only.");
    return new Answer(405, answer.body, Optional.empty(), Optional.of(allowed), false);
  }

  /** A bound is reached: nothing was taken. */
  static Answer busy() {
    Answer answer =
        problem(503, "Busy", "A bound is reached; nothing was taken. Send it again later.");
    return new Answer(503, answer.body, Optional.of(SOON), Optional.empty(), true);
  }

  static Answer unavailable(String detail) {
    Answer answer = problem(503, "Unavailable", detail);
    return new Answer(503, answer.body, Optional.of(LATER), Optional.empty(), false);
  }
}

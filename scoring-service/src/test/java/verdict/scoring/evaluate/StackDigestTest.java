package verdict.scoring.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import verdict.wire.ErrorCode;

class StackDigestTest {

  @Test
  void the_root_cause_comes_first_with_our_own_frames_only() {
    Throwable error = wrapped(rooted("a secret"));
    String text = StackDigest.text(error);

    assertThat(text).startsWith("java.lang.IllegalArgumentException\n  at ");
    assertThat(text.indexOf("IllegalArgumentException"))
        .isLessThan(text.indexOf("IllegalStateException"));
    assertThat(text).contains("StackDigestTest.rooted").doesNotContain("org.junit");
  }

  @Test
  void no_message_is_told() {
    assertThat(StackDigest.text(wrapped(rooted("a secret")))).doesNotContain("secret");
  }

  @Test
  void a_digest_is_bounded_however_many_causes_there_are() {
    Throwable error = rooted("root");
    for (int i = 0; i < 1_000; i++) {
      error = wrapped(error);
    }
    assertThat(StackDigest.text(error).length()).isLessThanOrEqualTo(StackDigest.TEXT_BOUND);
  }

  @Test
  void causes_that_go_round_in_a_circle_end() {
    Exception first = new IllegalStateException("one");
    Exception second = new IllegalStateException("two", first);
    first.initCause(second);

    assertThat(StackDigest.text(first)).contains("IllegalStateException");
    assertThat(StackDigest.topOwnFrame(second)).isPresent();
  }

  @Test
  void an_exception_without_frames_has_a_class_and_no_origin() {
    Exception bare = new IllegalStateException("x");
    bare.setStackTrace(new StackTraceElement[0]);

    assertThat(StackDigest.text(bare)).isEqualTo("java.lang.IllegalStateException\n");
    assertThat(StackDigest.topOwnFrame(bare)).isEmpty();
  }

  @Test
  void a_fingerprint_is_the_same_whatever_the_message_and_the_line() {
    Throwable one = rooted("value one");
    Throwable other = rooted("value two");
    StackTraceElement[] moved = other.getStackTrace();
    moved[0] =
        new StackTraceElement(
            moved[0].getClassName(), moved[0].getMethodName(), moved[0].getFileName(), 4_711);
    other.setStackTrace(moved);

    assertThat(fingerprint("message one", one)).isEqualTo(fingerprint("message two", other));
    assertThat(fingerprint("m", one)).matches("v1:[0-9a-f]{16}");
  }

  @Test
  void a_fingerprint_tells_codes_classes_origins_and_subjects_apart() {
    Throwable error = rooted("x");

    assertThat(fingerprint("m", error))
        .isNotEqualTo(fingerprint("m", new IllegalStateException("x")))
        .isNotEqualTo(fingerprint("m", elsewhere("x")))
        .isNotEqualTo(
            Fingerprint.of(new Failure(ErrorCode.POLICY_FAILED, "", "m", Optional.of(error))));
    assertThat(Fingerprint.of(Failure.of(ErrorCode.INVALID_FIELD, "revision", "m")))
        .isNotEqualTo(Fingerprint.of(Failure.of(ErrorCode.INVALID_FIELD, "product", "m")));
  }

  private static String fingerprint(String message, Throwable error) {
    return Fingerprint.of(new Failure(ErrorCode.SCORING_FAILED, "", message, Optional.of(error)));
  }

  private static Throwable rooted(String message) {
    return new IllegalArgumentException(message);
  }

  private static Throwable elsewhere(String message) {
    return new IllegalArgumentException(message);
  }

  private static Throwable wrapped(Throwable cause) {
    return new IllegalStateException(cause.getMessage(), cause);
  }
}

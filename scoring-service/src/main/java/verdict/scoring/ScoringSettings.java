package verdict.scoring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import verdict.kit.Setting;

/** What the scoring service can be told. */
public final class ScoringSettings {

  /** How consumers share the partitions. */
  public enum GroupProtocol {
    CONSUMER,
    CLASSIC
  }

  public static final Setting<Optional<Path>> BUNDLE =
      Setting.directory(
          "VERDICT_BUNDLE",
          "Directory of a decision bundle, or of several side by side; without it the shipped german-credit bundle decides");

  public static final Setting<Boolean> BUNDLE_DEV =
      Setting.flag(
          "VERDICT_BUNDLE_DEV",
          false,
          "Take a bundle whose files changed under the same version: for a developer's machine");

  public static final Setting<Integer> ADMIN_PORT =
      Setting.integer(
          "VERDICT_SCORING_ADMIN_PORT",
          8082,
          0,
          65_535,
          "Port of health and metrics; 0 takes a free one");

  public static final Setting<String> INSTANCE =
      Setting.text(
          "VERDICT_SCORING_INSTANCE",
          "",
          "Name of this process, unique among those that run and the same after a restart; host name and admin port if"
              + " empty");

  public static final Setting<Integer> WORKERS =
      Setting.integer(
          "VERDICT_SCORING_WORKERS",
          0,
          0,
          256,
          "Threads that decide; 0 means the number of processors");

  public static final Setting<Integer> IN_FLIGHT_RECORDS =
      Setting.integer(
          "VERDICT_SCORING_IN_FLIGHT_RECORDS",
          10_000,
          1,
          1_000_000,
          "Most records read and not yet answered, but for a poll more (100)");

  public static final Setting<Long> IN_FLIGHT_BYTES =
      Setting.bytes(
          "VERDICT_SCORING_IN_FLIGHT_BYTES",
          64L << 20,
          1L << 10,
          4L << 30,
          "Most bytes of records read and not yet answered, but for a poll more; and of one commit's outcomes, but for a chunk more (64)");

  public static final Setting<Duration> COMMIT_INTERVAL =
      Setting.duration(
          "VERDICT_SCORING_COMMIT_INTERVAL",
          Duration.ofMillis(100),
          Duration.ofMillis(1),
          Duration.ofSeconds(5),
          "Longest time between commits while polls bring more; when all is decided it commits at once");

  public static final Setting<Integer> TRANSACTION_RECORDS =
      Setting.integer(
          "VERDICT_SCORING_TRANSACTION_RECORDS",
          10_000,
          1,
          1_000_000,
          "Most outcomes of one commit, but for a chunk more (64)");

  public static final Setting<Integer> FLOOD_LETTERS =
      Setting.integer(
          "VERDICT_SCORING_FLOOD_LETTERS",
          100,
          1,
          1_000_000,
          "Most letters of one cause (stage POLICY, SCORE or ENCODE) among twice as many outcomes; more are a flood: it is taken back, and the intake waits");

  public static final Setting<Duration> DEADLINE =
      Setting.duration(
          "VERDICT_SCORING_DEADLINE",
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          Duration.ofMinutes(5),
          "Longest time that the decision of one application may take, in two attempts; then it is a SCORING_TIMEOUT letter");

  public static final Setting<Duration> DRAIN =
      Setting.duration(
          "VERDICT_SCORING_DRAIN",
          Duration.ofSeconds(10),
          Duration.ZERO,
          Duration.ofMinutes(5),
          "Longest time that a shutdown works on what was read");

  public static final Setting<GroupProtocol> GROUP_PROTOCOL =
      Setting.choice(
          "VERDICT_SCORING_GROUP_PROTOCOL",
          GroupProtocol.CONSUMER,
          "How partitions are shared: CONSUMER (KIP-848) or CLASSIC");

  public static final Setting<Boolean> ACCEPT_GAPS =
      Setting.flag(
          "VERDICT_SCORING_ACCEPT_GAPS",
          false,
          "Start although records that were never read are gone; without it the service stops and names them");

  private ScoringSettings() {}

  /** Every setting, in the order of the documentation. */
  public static List<Setting<?>> all() {
    return List.of(
        BUNDLE,
        BUNDLE_DEV,
        ADMIN_PORT,
        INSTANCE,
        WORKERS,
        IN_FLIGHT_RECORDS,
        IN_FLIGHT_BYTES,
        COMMIT_INTERVAL,
        TRANSACTION_RECORDS,
        FLOOD_LETTERS,
        DEADLINE,
        DRAIN,
        GROUP_PROTOCOL,
        ACCEPT_GAPS);
  }
}

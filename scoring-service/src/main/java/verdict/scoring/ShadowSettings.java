package verdict.scoring;

import java.util.List;
import verdict.kit.Setting;

/** What the shadow service can be told, beside what scoring is told. */
public final class ShadowSettings {

  public static final Setting<Integer> ADMIN_PORT =
      Setting.integer(
          "VERDICT_SHADOW_ADMIN_PORT",
          8085,
          0,
          65_535,
          "Port of health and metrics; 0 takes a free one");

  public static final Setting<String> INSTANCE =
      Setting.text(
          "VERDICT_SHADOW_INSTANCE",
          "",
          "Name of this process, unique among those that run and the same after a restart; host name and admin port if"
              + " empty");

  public static final Setting<Integer> WORKERS =
      Setting.integer(
          "VERDICT_SHADOW_WORKERS", 1, 1, 256, "Threads that ask the challenger, a model for each");

  public static final Setting<Integer> APPROVED_PERCENT =
      Setting.integer(
          "VERDICT_SHADOW_APPROVED_PERCENT",
          0,
          0,
          100,
          "How many in a hundred approved applications the challenger is asked about; of the others all");

  private ShadowSettings() {}

  /** Every setting, in the order of the documentation. */
  public static List<Setting<?>> all() {
    return List.of(ADMIN_PORT, INSTANCE, WORKERS, APPROVED_PERCENT);
  }
}

package verdict.app.command;

import java.util.ArrayList;
import java.util.List;
import verdict.analytics.AnalyticsSettings;
import verdict.app.topics.TopicSettings;
import verdict.ingest.IngestSettings;
import verdict.kit.Configuration;
import verdict.kit.DatabaseSettings;
import verdict.kit.KitSettings;
import verdict.kit.Setting;
import verdict.ledger.LedgerSettings;
import verdict.scoring.ScoringSettings;
import verdict.scoring.ShadowSettings;

/**
 * Every setting of every service: one environment serves them all, and none of its keys is unknown
 * to any of them.
 */
public final class Settings {

  private Settings() {}

  /** In the order of the documentation. */
  public static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>();
    for (List<Setting<?>> some :
        List.of(
            KitSettings.all(),
            DatabaseSettings.all(),
            IngestSettings.all(),
            ScoringSettings.all(),
            ShadowSettings.all(),
            LedgerSettings.all(),
            AnalyticsSettings.all(),
            TopicSettings.all())) {
      some.stream().filter(setting -> !all.contains(setting)).forEach(all::add);
    }
    return List.copyOf(all);
  }

  /** What the environment says. */
  static Configuration read() {
    return Configuration.read(System.getenv(), all());
  }
}

package verdict.app.command;

import org.slf4j.event.Level;
import verdict.kit.Configuration;
import verdict.kit.KitSettings;
import verdict.kit.Logs;

/** Logs of a command that a person runs: text, and only what is worth stopping for. */
final class ClientLogs {

  private ClientLogs() {}

  static void install(Configuration configuration) {
    boolean asked = System.getenv(KitSettings.LOG_LEVEL.name()) != null;
    Level own = asked ? configuration.get(KitSettings.LOG_LEVEL) : Level.ERROR;
    Logs.install(Logs.Format.TEXT, "verdict", own, Level.ERROR);
  }
}

package verdict.app.command;

import picocli.CommandLine.IVersionProvider;
import verdict.kit.BuildInfo;

/** What {@code --version} prints. */
public final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"verdict " + BuildInfo.version()};
  }
}

package verdict.scoring;

import verdict.kit.Configuration;
import verdict.scoring.engine.EngineLimits;
import verdict.scoring.shadow.Sampling;

/**
 * What one shadow service runs with.
 *
 * @param engine as scoring runs it, with the shadow's own name, port and workers; it starts where
 *     the input begins, as nothing that retention took can be asked about
 */
public record ShadowConfig(ScoringConfig engine, Sampling sampling) {

  /** Takes the service's values out of the whole configuration. */
  public static ShadowConfig from(Configuration configuration) {
    ScoringConfig scoring = ScoringConfig.from(configuration);
    int adminPort = configuration.get(ShadowSettings.ADMIN_PORT);
    String named = configuration.get(ShadowSettings.INSTANCE);
    EngineLimits limits = scoring.limits();
    return new ShadowConfig(
        new ScoringConfig(
            scoring.kafka(),
            scoring.bundle(),
            scoring.dev(),
            named.isEmpty() ? ScoringConfig.hostName() + "-" + adminPort : named,
            scoring.groupProtocol(),
            true,
            new EngineLimits(
                configuration.get(ShadowSettings.WORKERS),
                limits.inFlightRecords(),
                limits.inFlightBytes(),
                limits.commitInterval(),
                limits.transactionRecords(),
                limits.floodLetters(),
                limits.deadline(),
                limits.drain()),
            scoring.adminHost(),
            adminPort,
            scoring.startTimeout(),
            scoring.traces()),
        new Sampling(configuration.get(ShadowSettings.APPROVED_PERCENT) / 100.0));
  }
}

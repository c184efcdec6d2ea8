package verdict.kit;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Drops what the client of {@link KafkaAccess#await} says about its tries: the wait itself reports
 * how it ended.
 */
final class StartCheckSilence extends Filter<ILoggingEvent> {
  @Override
  public FilterReply decide(ILoggingEvent event) {
    // Kafka puts the client's id into the name of the client's thread.
    return event.getThreadName().contains(KafkaAccess.CLIENT_ID)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }
}

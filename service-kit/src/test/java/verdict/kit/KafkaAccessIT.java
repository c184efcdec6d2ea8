package verdict.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;

@ExtendWith(Servers.class)
final class KafkaAccessIT {
  @Test
  void a_broker_that_runs_is_reached(KafkaServer kafka) {
    Map<String, Object> properties = Map.of("bootstrap.servers", kafka.bootstrapServers());
    assertThatCode(() -> KafkaAccess.await(properties, Duration.ofSeconds(30)))
        .doesNotThrowAnyException();
  }

  @Test
  void a_broker_that_comes_later_is_waited_for(KafkaServer shared) throws Exception {
    KafkaServer kafka = shared.fresh();
    Map<String, Object> properties = Map.of("bootstrap.servers", kafka.bootstrapServers());
    kafka.stop();
    assertThatThrownBy(() -> KafkaAccess.await(properties, Duration.ofSeconds(1)))
        .isInstanceOf(UnreachableException.class);
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(() -> KafkaAccess.await(properties, Duration.ofMinutes(1)));
    assertThat(waiting).isNotDone();
    kafka.start();
    waiting.get(60, TimeUnit.SECONDS);
    kafka.stop();
  }
}

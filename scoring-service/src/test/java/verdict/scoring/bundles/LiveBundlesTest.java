package verdict.scoring.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import verdict.decision.Bundle;
import verdict.decision.BundleException;

/** A bundle's last day, seen from a service that runs past it. */
class LiveBundlesTest {

  private static final LocalDate LAST = Bundle.shipped().validUntil();

  @Test
  void a_bundle_that_expires_while_it_decides_decides_on_and_is_named() {
    AtomicReference<LocalDate> today = new AtomicReference<>(LAST);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (LiveBundles bundles =
        LiveBundles.start(Optional.empty(), new KnownBundles(), today::get, registry)) {
      assertThat(bundles.expired()).isEmpty();

      today.set(LAST.plusDays(1));

      assertThat(bundles.expired())
          .singleElement()
          .asString()
          .contains("german-credit 1.0.0: expired on " + LAST);
      assertThat(registry.get("verdict.scoring.bundles.expired").gauge().value()).isEqualTo(1);
      assertThat(bundles.get().all()).hasSize(1);
    }
  }

  @Test
  void no_service_starts_with_an_expired_bundle() {
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(
            () ->
                LiveBundles.start(
                    Optional.empty(),
                    new KnownBundles(),
                    () -> LAST.plusDays(1),
                    new SimpleMeterRegistry()))
        .withMessageContaining("expired on " + LAST);
  }

  @Test
  void whoever_waits_for_another_bundle_is_told(@TempDir Path directory) throws Exception {
    Shelf shelf = new Shelf(directory);
    shelf.put("first", bundle -> bundle);
    CountDownLatch told = new CountDownLatch(1);
    try (LiveBundles bundles =
        LiveBundles.start(
            Optional.of(directory), new KnownBundles(), () -> LAST, new SimpleMeterRegistry())) {
      bundles.onExchange(told::countDown);
      shelf.put("second", bundle -> bundle.version("1.1.0"));

      assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(bundles.get().all()).extracting(Bundle::version).containsExactly("1.1.0");
    }
  }
}

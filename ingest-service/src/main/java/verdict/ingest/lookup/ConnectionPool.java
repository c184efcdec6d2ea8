package verdict.ingest.lookup;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Opens the bounded pool; the database need not be there. */
final class ConnectionPool {

  private ConnectionPool() {}

  static HikariDataSource open(Database database, LookupLimits limits, MeterRegistry registry) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("verdict-ingest-lookup");
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(limits.poolSize());
    config.setConnectionTimeout(limits.waiting().toMillis());
    config.setValidationTimeout(Math.max(250, limits.waiting().toMillis() / 2));
    config.setMaxLifetime(limits.maxLifetime().toMillis());
    config.setLeakDetectionThreshold(limits.leakThreshold().toMillis());
    // Applications are accepted without the database, so the service starts without it.
    config.setInitializationFailTimeout(-1);
    config.setReadOnly(true);
    String seconds = Long.toString(Math.max(1, limits.statement().toSeconds()));
    config.addDataSourceProperty("connectTimeout", seconds);
    // Beyond the statement's own limit: a server that is gone cannot cancel anything.
    config.addDataSourceProperty(
        "socketTimeout", Long.toString(limits.statement().toSeconds() + 2));
    config.addDataSourceProperty("ApplicationName", "verdict-ingest");
    HikariDataSource pool = new HikariDataSource(config);
    gauge(pool, registry, "active", HikariPoolMXBean::getActiveConnections);
    gauge(pool, registry, "idle", HikariPoolMXBean::getIdleConnections);
    gauge(pool, registry, "waiting", HikariPoolMXBean::getThreadsAwaitingConnection);
    return pool;
  }

  private static void gauge(
      HikariDataSource pool,
      MeterRegistry registry,
      String state,
      ToDoubleFunction<HikariPoolMXBean> value) {
    Gauge.builder(
            "verdict.ingest.pool.connections",
            pool,
            source -> source.isClosed() ? 0 : value.applyAsDouble(source.getHikariPoolMXBean()))
        .description("Connections of the lookup's pool, and threads that wait for one")
        .tag("state", state)
        .register(registry);
  }
}

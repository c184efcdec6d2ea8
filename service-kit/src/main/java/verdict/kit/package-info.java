/**
 * What every service needs to start, be watched and stop: configuration, lifecycle, health,
 * metrics, logs; in {@code verdict.kit.traces}, traces.
 *
 * <p>Receives the process's environment from {@code verdict.app}; hands a {@link
 * verdict.kit.Configuration} to each service's own config record, and a {@link verdict.kit.Health}
 * and a meter registry to the parts that fill them.
 *
 * <p>Imports kafka-clients (property names and the start-up wait only), Micrometer, Logback,
 * Jackson and the JDK; no other module of Verdict. What only one service uses belongs to that
 * service.
 */
@NullMarked
package verdict.kit;

import org.jspecify.annotations.NullMarked;

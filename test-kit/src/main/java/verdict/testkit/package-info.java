/**
 * What tests share: {@link verdict.testkit.Servers} hands a test a real Kafka and a real
 * PostgreSQL, embedded or in containers as the system property {@code verdict.backend} says, {@link
 * verdict.testkit.Topics} makes topics that can be written to at once, {@link
 * verdict.testkit.SampleRecords} are sound and broken inputs, {@link
 * verdict.testkit.OutcomeVerifier} says what the outcomes break, {@link
 * verdict.testkit.InterceptedProducer} puts faults around a producer, and {@link
 * verdict.testkit.Eventually} waits for what servers do. For test scope only. May import JUnit,
 * Testcontainers, Kafka's clients, JDBC, {@code verdict.wire} and {@code verdict.embedded}.
 */
@NullMarked
package verdict.testkit;

import org.jspecify.annotations.NullMarked;

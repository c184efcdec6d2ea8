/**
 * A real Kafka broker and a real PostgreSQL for laptops and tests, started by and stopped with this
 * process.
 *
 * <p>Receives a data directory and a port from whoever starts the servers (the {@code verdict}
 * command, the test-kit) and hands back an address. Both servers listen on the loopback address
 * only, keep their data across {@code stop()} and {@code start()}, and are sized for one machine:
 * nothing here is meant for production. {@link verdict.embedded.LeaderlessPartitions} mends a
 * defect of the broker. May import Kafka's server, Byte Buddy, the PostgreSQL launcher and SLF4J;
 * no other module of Verdict.
 */
@NullMarked
package verdict.embedded;

import org.jspecify.annotations.NullMarked;

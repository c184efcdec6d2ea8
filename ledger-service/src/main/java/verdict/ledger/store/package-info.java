/**
 * The ledger's database: the pool, the migrations, set-based inserts, the positions up to which the
 * topics were read, and what Kafka has lost of that.
 *
 * <p>Hands to every other package of the ledger; imports JDBC, Hikari, Flyway, Kafka's identity
 * types and the service kit.
 */
@NullMarked
package verdict.ledger.store;

import org.jspecify.annotations.NullMarked;

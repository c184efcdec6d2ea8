/**
 * The ledger service: wiring and configuration. The work is in the packages below it: {@code
 * project} fills PostgreSQL from the topics, {@code audit} proves completeness, {@code letters}
 * shows what failed, {@code pointers} copies what fitted no letter, {@code replay} sends letters
 * again; {@code store} and {@code source} are their doors to PostgreSQL and Kafka.
 *
 * <p>Receives from the line's topics; hands to operators, analysts and the ingest service's lookup
 * through documented views. Imports {@code verdict.wire} and {@code verdict.kit}; no other service.
 */
@NullMarked
package verdict.ledger;

import org.jspecify.annotations.NullMarked;

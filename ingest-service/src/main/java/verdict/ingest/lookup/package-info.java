/**
 * Where an application stands, read from the ledger's one documented view, {@code
 * view.application_status}.
 *
 * <p>Asked by {@code verdict.ingest.http}; reads PostgreSQL off the event loop and never writes.
 * Imports {@code verdict.ingest.bound}, the service kit, JDBC, HikariCP, Jackson for the reasons'
 * JSON.
 */
@NullMarked
package verdict.ingest.lookup;

import org.jspecify.annotations.NullMarked;

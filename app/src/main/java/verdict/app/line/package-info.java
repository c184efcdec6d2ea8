/**
 * The whole line in one process: a real Kafka, a real PostgreSQL, the topics and the services,
 * started in the order in which they need each other and stopped in reverse.
 *
 * <p>Receives from the {@code demo} and {@code up} commands; imports every service and the embedded
 * servers.
 */
@NullMarked
package verdict.app.line;

import org.jspecify.annotations.NullMarked;

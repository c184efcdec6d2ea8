/** HTTP in, Kafka out. */
@NullMarked
package verdict.ingest;

import org.jspecify.annotations.NullMarked;

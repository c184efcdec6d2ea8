/**
 * What travels on the topics: the Avro records, their codec, the topics' declared settings, the
 * letters' headers, and the error codes that log, metric, header and documentation share.
 *
 * <p>Receives from nobody and hands to every service. Imports Avro and Kafka's client types only;
 * nothing here opens a connection or reads a clock.
 */
@NullMarked
package verdict.wire;

import org.jspecify.annotations.NullMarked;

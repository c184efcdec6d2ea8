/**
 * {@code verdict topics apply}: what the topics must be, against what they are.
 *
 * <p>{@link verdict.app.topics.TopicCatalog} describes the cluster, a pure function plans, and the
 * catalog applies the plan or refuses it whole. Receives from the command line and hands to Kafka's
 * admin client. Imports {@code verdict.wire} (the declarations), {@code verdict.kit} and Kafka's
 * clients; no service.
 */
@NullMarked
package verdict.app.topics;

import org.jspecify.annotations.NullMarked;

package verdict.kit;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kafka properties that one of Verdict's guarantees hangs on: set by the code, refused from
 * outside.
 */
final class KafkaGuarantees {
  private record Refused(String property, String reason) {}

  private static final String DURABLE =
      "decides whether an accepted record is durable (acks=all, idempotent)";
  private static final String ORDERED = "decides whether records keep their order";
  private static final String BOUNDED =
      "is short on purpose, so that one stuck client does not hold up the readers";
  private static final String OWN_NAME =
      "names who has done what; a changed name would read or fence the wrong work";
  private static final String WIRE =
      "decides how bytes travel; records are Avro in single-object encoding";
  private static final String EXACTLY_ONCE = "decides whether each record gets exactly one verdict";

  private static final Map<String, String> REASONS =
      Stream.of(
              new Refused("acks", DURABLE),
              new Refused("enable.idempotence", DURABLE),
              new Refused("retries", DURABLE),
              new Refused("max.in.flight.requests.per.connection", ORDERED),
              new Refused("partitioner.class", ORDERED),
              new Refused("partitioner.ignore.keys", ORDERED),
              new Refused("transaction.timeout.ms", BOUNDED),
              new Refused("transaction.two.phase.commit.enable", BOUNDED),
              new Refused("delivery.timeout.ms", BOUNDED),
              new Refused("max.block.ms", BOUNDED),
              new Refused("transactional.id", OWN_NAME),
              new Refused("group.id", OWN_NAME),
              new Refused("group.instance.id", OWN_NAME),
              new Refused("application.id", OWN_NAME),
              new Refused("key.serializer", WIRE),
              new Refused("value.serializer", WIRE),
              new Refused("key.deserializer", WIRE),
              new Refused("value.deserializer", WIRE),
              new Refused("isolation.level", EXACTLY_ONCE),
              new Refused("enable.auto.commit", EXACTLY_ONCE),
              new Refused("processing.guarantee", EXACTLY_ONCE),
              new Refused(
                  "auto.offset.reset",
                  "would skip or repeat records in silence where an offset is missing"),
              new Refused(
                  "allow.auto.create.topics",
                  "would make topics that `verdict topics apply` did not declare"))
          .collect(Collectors.toUnmodifiableMap(Refused::property, Refused::reason));

  private KafkaGuarantees() {}

  /**
   * Why the property cannot be set, as the rest of a sentence that starts with its name; empty if
   * it can be.
   */
  static Optional<String> refusal(String property) {
    return Optional.ofNullable(REASONS.get(property));
  }
}

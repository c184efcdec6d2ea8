package verdict.scoring.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import verdict.decision.Bundle;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.testkit.Topics;
import verdict.wire.Topic;

/** The register outlives services and is one for all of them. */
@ExtendWith(Servers.class)
class KafkaBundleRegisterIT {

  @TempDir Path directory;

  @Test
  void the_first_content_of_a_version_is_the_only_one(KafkaServer kafka) {
    Map<String, Object> common = common(kafka.fresh());
    Bundle first = bundle("first", "467");
    Bundle changed = bundle("changed", "470");

    assertThat(new KafkaBundleRegister(common).register(List.of(first))).isEmpty();
    assertThat(new KafkaBundleRegister(common).register(List.of(changed)))
        .containsExactly(Map.entry(changed, first.hash()));
    assertThat(new KafkaBundleRegister(common).register(List.of(first))).isEmpty();
  }

  @Test
  void two_services_that_register_at_once_agree_on_one_content(KafkaServer kafka) {
    Map<String, Object> common = common(kafka.fresh());
    List<Bundle> rivals = List.of(bundle("one", "467"), bundle("two", "470"));

    List<CompletableFuture<Map<Bundle, String>>> answers =
        rivals.stream()
            .map(
                rival ->
                    CompletableFuture.supplyAsync(
                        () -> new KafkaBundleRegister(common).register(List.of(rival))))
            .toList();

    assertThat(answers.stream().filter(answer -> answer.join().isEmpty())).hasSize(1);
  }

  @Test
  void garbage_in_the_topic_registers_nothing(KafkaServer kafka) throws Exception {
    Map<String, Object> common = common(kafka.fresh());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(common, new StringSerializer(), new StringSerializer())) {
      for (String garbage : new String[] {null, "", "{", "[]", "{\"name\":\"german-credit\"}"}) {
        producer
            .send(new ProducerRecord<>(Topic.BUNDLES.topicName(), "german-credit:1.0.0", garbage))
            .get();
      }
    }

    assertThat(new KafkaBundleRegister(common).register(List.of(bundle("one", "467")))).isEmpty();
  }

  private Bundle bundle(String name, String cutoff) {
    new Shelf(directory)
        .put(
            name,
            draft ->
                draft.edit("bundle.yaml", "approveAtOrAbove: 467", "approveAtOrAbove: " + cutoff));
    return Bundle.load(directory.resolve(name));
  }

  private static Map<String, Object> common(KafkaServer kafka) {
    Map<String, Object> common = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(common)) {
      NewTopic topic =
          new NewTopic(Topic.BUNDLES.topicName(), 1, (short) 1)
              .configs(Topic.BUNDLES.configuration(1));
      Topics.create(admin, List.of(topic));
    }
    return common;
  }
}

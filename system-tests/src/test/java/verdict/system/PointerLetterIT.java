package verdict.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import verdict.app.command.Settings;
import verdict.app.line.Line;
import verdict.app.line.LinePart;
import verdict.kit.Configuration;
import verdict.ledger.audit.AuditReport;
import verdict.ledger.letters.LetterFilter;
import verdict.ledger.letters.LetterIndex;
import verdict.ledger.letters.LetterSummary;
import verdict.ledger.store.DatabaseAccess;
import verdict.ledger.store.LedgerDatabase;
import verdict.testkit.DatabaseServer;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.wire.Topic;

/** G4: what fits no letter is not altered either; an operator gets its bytes from the ledger. */
@ExtendWith(Servers.class)
class PointerLetterIT {

  /** More than the letter topic takes; two bits of information a byte, so compressed it is less. */
  private static final int LARGE_BYTES = 2 * 1024 * 1024;

  @Test
  void the_bytes_of_a_record_that_fits_no_letter_come_back_out_of_the_command_line(
      @TempDir Path folder, KafkaServer kafka, DatabaseServer database) throws Exception {
    Map<String, String> environment =
        RunningLine.environment(kafka.fresh(), database.fresh(), Map.of());
    Configuration configuration = Configuration.read(environment, Settings.all());
    byte[] value = large();
    try (Line line = Line.onServers(configuration, Set.of(LinePart.ANALYTICS));
        LedgerDatabase pool = LedgerDatabase.open(DatabaseAccess.from(configuration, 1))) {
      send(configuration, value);
      LetterIndex index = new LetterIndex(pool, configuration.kafka());
      LetterSummary letter = await(index);
      assertThat(letter.pointer()).isTrue();

      assertThat(show(folder, environment, letter).get("value_base64").binaryValue())
          .isEqualTo(value);
      assertThat(show(folder, environment, letter).get("pointer_value").get("state").asText())
          .isEqualTo("COPIED");
      assertThat(RunningLine.settledAudit(configuration).verdict())
          .isEqualTo(AuditReport.Verdict.BALANCED);
      assertThat(line.failure()).isNotDone();
    }
  }

  /** The letter, once its value is copied. */
  private static LetterSummary await(LetterIndex index) {
    return Eventually.eventually(
            RunningLine.PATIENCE,
            () -> index.list(LetterFilter.all(), 1),
            letters ->
                letters.stream().anyMatch(letter -> index.pointerValue(letter.id()).isPresent()))
        .getFirst();
  }

  private static JsonNode show(Path folder, Map<String, String> environment, LetterSummary letter)
      throws Exception {
    String[] arguments = {"dlq", "show", letter.id().toString(), "--bytes", "--json"};
    try (VerdictProcess process = VerdictProcess.start(folder, environment, arguments)) {
      assertThat(process.end()).as(process.err()).isZero();
      return new ObjectMapper().readTree(process.out());
    }
  }

  private static void send(Configuration configuration, byte[] value) throws Exception {
    Map<String, Object> properties = new HashMap<>(configuration.kafka());
    properties.put("compression.type", "gzip");
    properties.put("max.request.size", 2 * value.length);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] key = "large".getBytes(StandardCharsets.UTF_8);
      var unusedReceipt =
          producer.send(new ProducerRecord<>(Topic.APPLICATIONS.topicName(), key, value)).get();
    }
  }

  private static byte[] large() {
    Random random = new Random(1);
    byte[] value = new byte[LARGE_BYTES];
    for (int index = 0; index < value.length; index++) {
      value[index] = (byte) random.nextInt(4);
    }
    return value;
  }
}

package verdict.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static verdict.ingest.ServiceFixture.application;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;

@ExtendWith(Servers.class)
@Timeout(240)
class RandomBodiesIT {

  private static final int BODIES = 10_000;
  private static final int AT_A_TIME = 64;
  private static final long SEED = 20261122;

  private final String kafka;

  RandomBodiesIT(KafkaServer kafka) throws Exception {
    this.kafka = kafka.bootstrapServers();
    ServiceFixture.createTopic(this.kafka);
  }

  @Test
  void ten_thousand_random_bodies_never_give_a_5xx_or_a_hang() throws Exception {
    Random random = new Random(SEED);
    Map<String, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
    Semaphore places = new Semaphore(AT_A_TIME);
    try (ServiceFixture ingest = new ServiceFixture(kafka, Map.of())) {
      for (int i = 0; i < BODIES; i++) {
        assertThat(places.tryAcquire(30, TimeUnit.SECONDS)).as("body %d hangs", i).isTrue();
        var unused =
            ingest
                .sendAsync(request(ingest, random, i))
                .whenComplete(
                    (response, failure) -> {
                      String status =
                          failure == null
                              ? Integer.toString(response.statusCode())
                              : failure.toString();
                      statuses
                          .computeIfAbsent(status, key -> new AtomicInteger())
                          .incrementAndGet();
                      places.release();
                    });
      }
      assertThat(places.tryAcquire(AT_A_TIME, 30, TimeUnit.SECONDS)).as("the last hang").isTrue();
    }
    assertThat(new TreeMap<>(statuses).keySet())
        .as("statuses %s of seed %d", statuses, SEED)
        .isSubsetOf("200", "202", "400", "413", "415", "422")
        .contains("202", "400", "413", "415", "422");
  }

  @Test
  void bytes_that_are_not_http_never_give_a_5xx_or_a_hang() throws Exception {
    Random random = new Random(SEED);
    try (ServiceFixture ingest = new ServiceFixture(kafka, Map.of())) {
      for (int i = 0; i < 200; i++) {
        byte[] noise = new byte[1 + random.nextInt(300)];
        random.nextBytes(noise);
        byte[] head =
            "POST /v1/applications%s HTTP/1.1\r\nContent-Length: %d\r\nX\r\n\r\n"
                .formatted(i % 3 == 0 ? "%zz?\u0001" : "", random.nextInt())
                .getBytes(UTF_8);
        assertThat(answer(ingest, i % 2 == 0 ? noise : head)).doesNotStartWith("HTTP/1.1 5");
      }
      assertThat(ingest.submit(application("still-there")).statusCode()).isEqualTo(202);
    }
  }

  private static String answer(ServiceFixture ingest, byte[] bytes) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ingest.service.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), UTF_8);
    } catch (SocketException closed) {
      return "";
    }
  }

  private static HttpRequest request(ServiceFixture ingest, Random random, int number) {
    boolean batch = random.nextInt(20) == 0;
    String[] types = {
      "text/plain", "application/json; charset=utf-16", "application/x-ndjson", "*/*", "x"
    };
    String right = batch ? "application/x-ndjson" : "application/json; charset=utf-8";
    String type = random.nextInt(20) == 0 ? types[random.nextInt(types.length)] : right;
    return HttpRequest.newBuilder(ingest.uri(batch ? "/v1/applications:batch" : "/v1/applications"))
        .timeout(ServiceFixture.LIMIT)
        .header("Content-Type", type)
        .header("traceparent", random.nextBoolean() ? "00-x" : "")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body(random, number)))
        .build();
  }

  private static byte[] body(Random random, int number) {
    return switch (random.nextInt(8)) {
      case 0 -> noise(random);
      case 1 -> mutated(random, number);
      case 2 -> nested(random);
      case 3 -> huge(random, number);
      case 4 -> value(random, 0).getBytes(UTF_8);
      case 5 -> ("{" + field(random) + "," + application("r").substring(1)).getBytes(UTF_8);
      case 6 -> cut(random, number);
      default -> application("random-" + number).getBytes(UTF_8);
    };
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 70_000 : 500)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] mutated(Random random, int number) {
    byte[] bytes = application("random-" + number).getBytes(UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static byte[] cut(Random random, int number) {
    String whole = application("random-" + number);
    return whole.substring(0, random.nextInt(whole.length())).getBytes(UTF_8);
  }

  private static byte[] nested(Random random) {
    int depth = random.nextInt(30_000);
    String open = random.nextBoolean() ? "[" : "{\"a\":";
    return ("{\"attributes\":" + open.repeat(Math.min(depth, 60_000 / open.length())))
        .getBytes(UTF_8);
  }

  private static byte[] huge(Random random, int number) {
    String digits = "9".repeat(1 + random.nextInt(50_000));
    String value = random.nextBoolean() ? digits : "-" + digits + "e" + random.nextInt();
    return application("random-" + number).replace("116900", value).getBytes(UTF_8);
  }

  private static String field(Random random) {
    String[] names = {"revision", "termMonths", "attributes", "channel", "x", "", "\\ud800", "__"};
    return "\"" + names[random.nextInt(names.length)] + "\":" + value(random, 0);
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 6 : 8)) {
      case 0 -> "null";
      case 1 -> Boolean.toString(random.nextBoolean());
      case 2 -> Long.toString(random.nextLong());
      case 3 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
      case 4 -> "\"" + "\\ud83d\\u0000é".repeat(random.nextInt(5)) + "\"";
      case 5 -> "\"2026-11-22T00:00:00Z\"";
      case 6 -> "[" + value(random, depth + 1) + "," + value(random, depth + 1) + "]";
      default -> "{" + "\"k\":" + value(random, depth + 1) + ",\"attributes\":{}}";
    };
  }
}

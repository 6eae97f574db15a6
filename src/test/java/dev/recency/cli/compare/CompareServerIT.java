package dev.recency.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.cli.Cli;
import dev.recency.cli.server.DocumentedServer;
import dev.recency.local.KafkaExtension;
import dev.recency.local.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code recency compare} on a broker that is there, with a server that answers as ksqlDB documents:
 * it is told what to run, writes what the test says, and commits what it has read.
 */
final class CompareServerIT {
  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TOPIC = Pattern.compile("KAFKA_TOPIC = '([^']+)'");
  private static final int EVENTS = 20;
  private static final long START = 1_700_000_000_000L;
  private static final long HOUR = 3_600_000;

  @TempDir Path directory;
  private DocumentedServer server;
  private Path definition;

  @BeforeEach
  void start() throws IOException {
    server = DocumentedServer.start();
    server.work(this::count);
    definition =
        Files.writeString(
            directory.resolve("n.sql"),
            """
            CREATE STREAM e (id VARCHAR, ms BIGINT)
              WITH (KAFKA_TOPIC='e', VALUE_FORMAT='JSON', TIMESTAMP='ms');
            CREATE TABLE n WITH (KAFKA_TOPIC='n', VALUE_FORMAT='JSON') AS
              SELECT id, COUNT(*) AS c FROM e WINDOW SLIDING (SIZE 1 HOUR)
              GROUP BY id EMIT CHANGES;
            """);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  /** One event a minute, all within one window of an hour. */
  private static long time(int number) {
    return START / HOUR * HOUR + number * 60_000L;
  }

  /** What a tumbling count writes; the server's other query has no window that closes. */
  private void count(String sql, String query) {
    Matcher topic = TOPIC.matcher(sql);
    assertThat(topic.find()).as(sql).isTrue();
    KAFKA.kafka().createTopic(topic.group(1), 1);
    try (Topics topics = Topics.of(KAFKA.bootstrapServers());
        Admin admin = KAFKA.kafka().admin()) {
      if (sql.contains("TUMBLING")) {
        topics.load(
            IntStream.range(0, EVENTS).iterator(),
            each ->
                new ProducerRecord<>(
                    topic.group(1),
                    0,
                    time(each),
                    ByteBuffer.allocate(9).put((byte) 'a').putLong(time(0)).array(),
                    "{\"C\":%d}".formatted(each + 1).getBytes(StandardCharsets.UTF_8)));
      }
      admin
          .alterConsumerGroupOffsets(
              "_confluent-ksql-default_query_" + query,
              Map.of(new TopicPartition("e", 0), new OffsetAndMetadata(EVENTS)))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
  }

  private Cli compare(String... arguments) {
    return Cli.run(
        Stream.concat(
                Stream.of(
                    "compare",
                    definition.toString(),
                    "--bootstrap-servers",
                    KAFKA.bootstrapServers(),
                    "--out",
                    directory.resolve("out").toString()),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  @Test
  void deploysTheStandInsComparesTheirCommandsAndLeavesNothingBehind() throws IOException {
    Cli missing = compare();
    assertThat(missing.err())
        .isEqualTo(
            "recency: There is no topic [e] at [%s]. Check KAFKA_TOPIC, or load it: --input e=FILE.\n"
                .formatted(KAFKA.bootstrapServers()));
    assertThat(missing.code()).isEqualTo(4);

    StringBuilder lines = new StringBuilder();
    for (int each = 0; each < EVENTS; each++) {
      lines.append(
          "{\"key\":null,\"value\":{\"id\":\"a\",\"ms\":%d},\"timestamp\":%d}\n"
              .formatted(time(each), time(each) + 5));
    }
    Path events = Files.writeString(directory.resolve("e.jsonl"), lines);
    Cli cli = compare("--input", "e=" + events, "--ksqldb-server", server.address());

    assertThat(cli.code()).as(cli.err()).isZero();
    JsonNode report = JSON.readTree(directory.resolve("out/report.json").toFile());
    JsonNode cells = report.get("features").get(0).get("cells");
    assertThat(cells).extracting(each -> each.get("system").asText()).contains("ksqlDB tumbling");
    JsonNode tumbling = cells.get(cells.size() - 1);
    assertThat(tumbling.get("system").asText()).isEqualTo("ksqlDB server tumbling");
    assertThat(tumbling.get("label").asText()).isEqualTo("engine");
    assertThat(tumbling.get("commandsPerEvent").asDouble()).isEqualTo(1);
    assertThat(tumbling.get("atEvent").get("right").asDouble()).isEqualTo(1);
    assertThat(tumbling.get("arrivalDelayMillis").get("max").asDouble()).isZero();
    assertThat(server.statements())
        .filteredOn(each -> each.startsWith("CREATE"))
        .hasSize(4)
        .noneMatch(each -> each.contains("'n'"));
    assertThat(server.statements()).last().isEqualTo("DROP STREAM IF EXISTS `E`;");
    assertOnlyTheEventsAreThere();
  }

  private static void assertOnlyTheEventsAreThere() {
    try (Topics topics = Topics.of(KAFKA.bootstrapServers())) {
      assertThat(topics.names()).containsExactly("e");
      assertThat(topics.partitions(List.of("e"))).containsEntry("e", 1);
    }
  }
}

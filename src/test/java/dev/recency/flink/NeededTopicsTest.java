package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

final class NeededTopicsTest {
  private static Map<String, Integer> partitions(String sql) {
    Map<String, Integer> partitions = new LinkedHashMap<>();
    for (NewTopic topic : NeededTopics.of(Definitions.of("test.sql", sql).plan(), "dead")) {
      partitions.put(topic.name(), topic.numPartitions());
    }
    return partitions;
  }

  private static String stream(String name, String more) {
    return "CREATE STREAM %s (seat INT) WITH (KAFKA_TOPIC='seats', VALUE_FORMAT='JSON'%s);\n"
        .formatted(name, more);
  }

  @Test
  void aDeclaredNumberWinsOverAnEarlierDeclarationWithoutOne() {
    assertThat(partitions(stream("plain", "") + stream("wide", ", PARTITIONS=6")))
        .isEqualTo(Map.of("seats", 6, "dead", 1));
  }

  @Test
  void theNumberOfAStatementCountsForTheStreamThatReadsItsTopic() {
    String sql =
        """
        CREATE STREAM tickets (seat INT) WITH (KAFKA_TOPIC='tickets', VALUE_FORMAT='JSON');
        CREATE STREAM sold WITH (KAFKA_TOPIC='seats', PARTITIONS=4, RETENTION_MS=60000) AS
          SELECT seat FROM tickets EMIT CHANGES;
        """;
    assertThat(partitions(stream("seats", "") + sql))
        .isEqualTo(Map.of("seats", 4, "tickets", 1, "dead", 1));
    assertThat(
            NeededTopics.of(Definitions.of("test.sql", stream("seats", "") + sql).plan(), "dead"))
        .filteredOn(topic -> topic.name().equals("seats"))
        .singleElement()
        .satisfies(topic -> assertThat(topic.configs()).containsEntry("retention.ms", "60000"));
  }

  @Test
  void twoDifferentNumbersAreRefusedByName() {
    String sql = stream("plain", ", PARTITIONS=2") + stream("wide", ", PARTITIONS=6");
    assertThatThrownBy(() -> partitions(sql))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "topic [seats] has [2] partitions in [PLAIN] and [6] in [WIDE]: declare one number");
  }
}

package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JobPartsTest {
  private static final String STREAM =
      """
      CREATE STREAM orders (shop STRING, price INT)
        WITH (KAFKA_TOPIC='orders', VALUE_FORMAT='JSON');
      """;

  private static final String LOG =
      """
      CREATE TABLE ten AS SELECT shop, COUNT(*) AS n FROM orders
        WINDOW SLIDING (SIZE 10 MINUTES) GROUP BY shop EMIT CHANGES;
      CREATE TABLE one AS SELECT shop, COUNT(*) AS n FROM orders
        WINDOW SLIDING (SIZE 1 MINUTE) GROUP BY shop EMIT CHANGES;
      """;

  private static final String TABLES =
      """
      CREATE TABLE ever AS SELECT shop, COUNT(*) AS n FROM orders GROUP BY shop EMIT CHANGES;
      CREATE TABLE busy AS SELECT shop, n FROM ever WHERE n > 9 EMIT CHANGES;
      CREATE TABLE counts AS SELECT n, COUNT(*) AS shops FROM ever GROUP BY n EMIT CHANGES;
      """;

  private static long hostCacheBytes(long keyCacheBytes, String sql) {
    JobOptions options = JobOptions.of("localhost:9092").withKeyCacheBytes(keyCacheBytes);
    Definitions definitions = Definitions.of("test.sql", sql);
    return new JobParts(options, definitions, definitions.plan()).hostCacheBytes();
  }

  @Test
  void operatorsThatKeepKeysShareTheMemoryOfASlotAlike() {
    assertThat(hostCacheBytes(1_000, STREAM + LOG)).as("one log").isEqualTo(1_000);
    assertThat(hostCacheBytes(1_000, STREAM + LOG + TABLES)).as("and three").isEqualTo(250);
  }

  @Test
  void whatKeepsNoKeysNeedsNone() {
    String filter = "CREATE STREAM dear AS SELECT * FROM orders WHERE price > 9 EMIT CHANGES;";
    assertThat(hostCacheBytes(1_000, STREAM + filter)).isEqualTo(1_000);
    assertThat(hostCacheBytes(0, STREAM + LOG)).isZero();
  }
}

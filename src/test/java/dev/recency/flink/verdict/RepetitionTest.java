package dev.recency.flink.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.Definitions;
import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a reader sees is a prefix that never shrinks, but for the repetitions that are allowed. */
final class RepetitionTest {
  private static final Plan PLAN =
      Definitions.of(
              "repetition.sql",
              """
              CREATE STREAM sales (shop STRING KEY, price INT, soldAt BIGINT)
                WITH (KAFKA_TOPIC='sales', VALUE_FORMAT='JSON', TIMESTAMP='soldAt', PARTITIONS=2);
              CREATE TABLE recent WITH (KAFKA_TOPIC='recent') AS
                SELECT shop, SUM(price) AS paid FROM sales
                WINDOW SLIDING (SIZE 1 SECOND) GROUP BY shop EMIT CHANGES;
              CREATE TABLE ever WITH (KAFKA_TOPIC='ever') AS
                SELECT shop, SUM(price) AS paid FROM sales GROUP BY shop EMIT CHANGES;
              """)
          .plan();

  /** Late events that all correct the value as of the first. */
  private static final List<RawRecord> INPUT = input(5_000, 4_700, 4_600, 4_900, 5_000);

  private static final List<ConsumerRecord<byte[], byte[]>> OUTPUT =
      VerdictCase.output(PLAN, INPUT);

  private static List<RawRecord> input(long... times) {
    return IntStream.range(0, times.length)
        .mapToObj(
            i ->
                new RawRecord(
                    "sales",
                    0,
                    i,
                    5_000 + i,
                    "s".getBytes(StandardCharsets.UTF_8),
                    "{\"price\":%d,\"soldAt\":%d}"
                        .formatted(1 << i, times[i])
                        .getBytes(StandardCharsets.UTF_8),
                    List.of()))
        .toList();
  }

  private static List<String> differences(String topic, int repetitions, int... places) {
    List<ConsumerRecord<byte[], byte[]>> own =
        OUTPUT.stream().filter(each -> each.topic().equals(topic)).toList();
    List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>(OUTPUT);
    read.removeAll(own);
    IntStream.of(places).forEach(place -> read.add(own.get(place)));
    return JobVerdict.of(PLAN, new InputRecords(INPUT))
        .withRepetitions(repetitions)
        .differences(read);
  }

  @Test
  void theRightOrderIsRight() {
    assertThat(differences("recent", 0, 0, 1, 2, 3, 4)).isEmpty();
    assertThat(differences("ever", 0, 0, 1, 2, 3, 4)).isEmpty();
  }

  @Test
  void aPrefixThatShrinksIsFound() {
    assertThat(differences("recent", 0, 0, 1, 2, 1, 2, 3, 4)).hasSize(1);
    assertThat(differences("recent", 0, 0, 2, 1, 3, 4)).hasSize(1);
    assertThat(differences("ever", 0, 0, 1, 2, 1, 2, 3, 4)).hasSize(1);
  }

  @Test
  void aSuffixMayBeRepeatedAsOftenAsThereWereFailures() {
    for (String topic : List.of("recent", "ever")) {
      assertThat(differences(topic, 1, 0, 1, 2, 1, 2, 3, 4)).isEmpty();
      assertThat(differences(topic, 2, 0, 1, 0, 1, 2, 3, 2, 3, 4)).isEmpty();
      assertThat(differences(topic, 1, 0, 1, 0, 1, 2, 3, 2, 3, 4)).hasSize(1);
    }
  }

  @Test
  void aRepetitionThatLeavesOneOutIsFound() {
    for (String topic : List.of("recent", "ever")) {
      assertThat(differences(topic, 1, 0, 1, 2, 1, 3, 4)).hasSize(1);
      assertThat(differences(topic, 1, 0, 1, 3, 1, 2, 3, 4)).hasSize(1);
      assertThat(differences(topic, 1, 0, 1, 2, 3, 4, 1)).hasSize(1);
    }
  }
}

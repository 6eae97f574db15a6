package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.operator.Seeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real messages up to an hour late, some of them twice, through a whole job: the last values. */
final class PermutedMessagesIT {
  private static final Path ALL = Path.of("../shared/data/college-messages.jsonl.gz");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "permuted";
  private static final int PARTITIONS = 3;
  private static final int DUPLICATE_EVERY = 50;
  private static final int HOUR_MILLIS = 3_600_000;
  private static final List<Long> SIZES =
      List.of(60_000L, 600_000L, 3_600_000L, 86_400_000L, 2_592_000_000L);

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  private record Message(String sender, long sentAtMillis, long arrivalMillis) {}

  private static Definitions definitions() {
    StringBuilder text =
        new StringBuilder(
            "CREATE STREAM sent (userId VARCHAR, sentAt BIGINT) WITH (KAFKA_TOPIC='permuted',"
                + " VALUE_FORMAT='JSON', TIMESTAMP='sentAt', PARTITIONS=3);\n");
    SIZES.forEach(
        size ->
            text.append(
                """
                CREATE TABLE sent_%1$d WITH (KAFKA_TOPIC='permuted-%1$d', VALUE_FORMAT='JSON',
                  PARTITIONS=2) AS SELECT userId, COUNT(*) AS n FROM sent
                  WINDOW SLIDING (SIZE %1$d MILLISECONDS) GROUP BY userId EMIT CHANGES;
                """
                    .formatted(size)));
    return Definitions.of(NAME, text.toString());
  }

  /** By arrival, which is up to an hour after the sending. */
  private static List<Message> messages(Random random) throws IOException {
    List<Message> messages = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(ALL)), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode value = JSON.readTree(line).get("value");
        long sentAt = value.get("sentAt").longValue();
        for (int copies = ++number % DUPLICATE_EVERY == 0 ? 2 : 1; copies > 0; copies--) {
          messages.add(
              new Message(
                  value.get("userId").textValue(), sentAt, sentAt + random.nextInt(HOUR_MILLIS)));
        }
      }
    }
    messages.sort(Comparator.comparingLong(Message::arrivalMillis));
    return messages;
  }

  private static String line(Message message, int partition) {
    return "{\"topic\":\"%s\",\"partition\":%d,\"key\":null,\"value\":{\"userId\":\"%s\",\"sentAt\":%d},\"timestamp\":%d}"
        .formatted(
            NAME, partition, message.sender(), message.sentAtMillis(), message.arrivalMillis());
  }

  private static Map<String, Long> lastValues(List<ConsumerRecord<byte[], byte[]>> commands)
      throws IOException {
    Map<String, Long> last = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> command : commands) {
      JsonNode value = JSON.readTree(Objects.requireNonNull(command.value()));
      last.put(new String(command.key(), StandardCharsets.UTF_8), value.get("N").longValue());
    }
    return nonZero(last);
  }

  /** No command and the empty value count as equal. */
  private static Map<String, Long> nonZero(Map<String, Long> values) {
    values.values().removeIf(value -> value == 0);
    return values;
  }

  private static Map<String, Long> truth(List<Message> messages, long sizeMillis, long atMillis) {
    CountTruth counts =
        new CountTruth(
            messages.stream().map(Message::sender).toList(),
            messages.stream().map(Message::sentAtMillis).toList());
    Map<String, Long> values = new HashMap<>();
    messages.forEach(
        each -> values.put(each.sender(), counts.count(each.sender(), sizeMillis, atMillis)));
    return nonZero(values);
  }

  /** What would be left if an event before the newest one were dropped. */
  private static List<Message> inOrderOnly(List<Message> messages) {
    List<Message> kept = new ArrayList<>();
    long newest = Long.MIN_VALUE;
    for (Message each : messages) {
      if (each.sentAtMillis() >= newest) {
        kept.add(each);
        newest = each.sentAtMillis();
      }
    }
    return kept;
  }

  @Test
  void lateAndDoubledMessagesLeaveTheTrueLastValues() throws Exception {
    if (!Files.exists(ALL)) {
      System.out.println("PermutedMessagesIT: skipped, because there is no [" + ALL + "]");
      return;
    }
    long seed = Seeds.of("PermutedMessagesIT", 1).findFirst().orElseThrow();
    List<Message> messages = messages(new Random(seed));
    long newest = messages.stream().mapToLong(Message::sentAtMillis).max().orElseThrow();
    long until = newest + 2L * HOUR_MILLIS;
    JobOptions options = RUNTIME.options(NAME).withMode(new RunMode.Replay(OptionalLong.of(until)));
    try (TestJob job = TestJob.of(RUNTIME, options, definitions())) {
      List<String> lines = new ArrayList<>();
      messages.forEach(each -> lines.add(line(each, lines.size() % PARTITIONS)));
      job.load(lines.iterator());
      job.start();
      job.finish();
      for (long size : SIZES) {
        Map<String, Long> held = lastValues(job.committed(NAME + "-" + size));
        Map<String, Long> expected = truth(messages, size, until);
        System.out.printf(
            "PermutedMessagesIT: [%d ms]: [%d] messages, [%d] senders in the window at the end%n",
            size, messages.size(), expected.size());
        assertThat(held).as("last values, size [%d ms]", size).isEqualTo(expected);
      }
      long longest = SIZES.get(SIZES.size() - 1);
      assertThat(truth(inOrderOnly(messages), longest, until))
          .as("a mutant that ignores late events")
          .isNotEqualTo(lastValues(job.committed(NAME + "-" + longest)));
    }
  }
}

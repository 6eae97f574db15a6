package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.operator.ClockOptions;
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
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Real messages, up to an hour late and some of them twice: the last values are the same. */
class PermutedMessagesTest {
  private static final Path ALL = Path.of("../shared/data/college-messages.jsonl.gz");
  private static final int MESSAGES = 6_000;
  private static final int PERMUTATIONS = 20;
  private static final int DUPLICATE_EVERY = 50;
  private static final int HOUR_MILLIS = 3_600_000;
  private static final long[] SIZES = {60_000, 600_000, HOUR_MILLIS, 86_400_000, 2_592_000_000L};
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Message(String user, long sentAtMillis, long arrivalMillis) {}

  private static String sql() {
    StringBuilder sql =
        new StringBuilder(
            "CREATE STREAM sent (u STRING, t BIGINT) WITH (KAFKA_TOPIC='sent',"
                + " VALUE_FORMAT='JSON', TIMESTAMP='t', PARTITIONS=1);");
    for (long size : SIZES) {
      sql.append(
          "CREATE TABLE w%1$d WITH (KAFKA_TOPIC='w%1$d') AS SELECT u, COUNT(*) AS n FROM sent WINDOW SLIDING (SIZE %1$d MILLISECONDS) GROUP BY u EMIT CHANGES;"
              .formatted(size));
    }
    return sql.toString();
  }

  private static List<Message> messages() throws IOException {
    List<Message> messages = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(ALL)), StandardCharsets.UTF_8))) {
      while (messages.size() < MESSAGES) {
        JsonNode value = JSON.readTree(reader.readLine()).get("value");
        long sentAt = value.get("sentAt").longValue();
        messages.add(new Message(value.get("userId").textValue(), sentAt, sentAt));
        if (messages.size() % DUPLICATE_EVERY == 0) {
          messages.add(messages.get(messages.size() - 1));
        }
      }
    }
    return messages;
  }

  private static List<Message> late(List<Message> messages, Random random) {
    List<Message> late = new ArrayList<>();
    for (Message each : messages) {
      long arrival = each.sentAtMillis() + random.nextInt(HOUR_MILLIS);
      late.add(new Message(each.user(), each.sentAtMillis(), arrival));
    }
    late.sort(Comparator.comparingLong(Message::arrivalMillis));
    return late;
  }

  /** The last value per window and user at the final clock; empty windows are left out. */
  private static Map<String, String> lastValues(List<Message> messages, long untilMillis) {
    Map<String, String> last = new HashMap<>();
    Simulator simulator =
        new Simulator(
            Records.plan(sql()),
            ClockOptions.DEFAULT,
            command -> {
              String at = command.topic() + " " + Records.text(command.key());
              String value = Records.text(command.value());
              if (value.equals("{\"N\":0}")) {
                last.remove(at);
              } else {
                last.put(at, value);
              }
            });
    long offset = 0;
    for (Message each : messages) {
      String value = "{\"U\":\"%s\",\"T\":%d}".formatted(each.user(), each.sentAtMillis());
      simulator.process(Records.record("sent", 0, offset++, each.arrivalMillis(), null, value));
    }
    simulator.advance(untilMillis);
    return last;
  }

  private static Map<String, String> truth(List<Message> messages, long atMillis) {
    Map<String, Long> counts = new HashMap<>();
    for (Message each : messages) {
      for (long size : SIZES) {
        if (each.sentAtMillis() > atMillis - size) {
          counts.merge("w" + size + " " + each.user(), 1L, Long::sum);
        }
      }
    }
    Map<String, String> values = new HashMap<>();
    counts.forEach((at, count) -> values.put(at, "{\"N\":" + count + "}"));
    return values;
  }

  @Test
  void anyOrderUpToAnHourLateLeavesTheSameLastValues() throws IOException {
    if (!Files.exists(ALL)) {
      System.out.println("PermutedMessagesTest: skipped, because there is no [" + ALL + "]");
      return;
    }
    List<Message> messages = messages();
    long newest = messages.stream().mapToLong(Message::sentAtMillis).max().orElseThrow();
    long until = newest + 30_000;
    Map<String, String> expected = truth(messages, until);
    assertThat(expected).hasSizeGreaterThan(300);
    for (int seed = 1; seed <= PERMUTATIONS; seed++) {
      List<Message> late = late(messages, new Random(seed));
      assertThat(lastValues(late, until)).as("seed [%d]", seed).isEqualTo(expected);
    }
    assertThat(lastValues(inOrderOnly(late(messages, new Random(1))), until))
        .as("a mutant that ignores late events")
        .isNotEqualTo(expected);
  }

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
}

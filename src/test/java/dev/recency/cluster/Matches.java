package dev.recency.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recency.format.RawRecord;
import dev.recency.local.generator.EventKind;
import dev.recency.local.generator.EventLines;
import dev.recency.local.generator.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Generated matches: late ones, duplicates and bad records among them. All of a user are in one
 * partition, and each partition ends with a match at the same, largest time.
 */
final class Matches {
  static final String TOPIC = EventKind.MATCHES.topic();
  static final int PARTITIONS = 4;

  private static final ObjectMapper JSON = new ObjectMapper();

  // Of today: with the producer of records that are older than a day a broker forgets, when it
  // starts again, what it has taken, and takes a batch twice. Whole hours are the same windows.
  private static final Instant START =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(12));
  private static final String NOBODY = "nobody";
  private static final long END_AFTER_MILLIS = 5_000;

  private final List<RawRecord> records = new ArrayList<>();
  private final long[] offsets = new long[PARTITIONS];
  private long largestMillis;

  private Matches() {}

  /** So many records by arrival, and one more for each partition. */
  static List<RawRecord> of(int count, long seed) throws IOException {
    Matches matches = new Matches();
    EventLines lines = new EventLines(traffic(count, seed));
    for (int i = 0; i < count; i++) {
      matches.add(JSON.readTree(lines.next().toString()));
    }
    long endMillis = matches.largestMillis + END_AFTER_MILLIS;
    for (int partition = 0; partition < PARTITIONS; partition++) {
      String user = "end-" + partition;
      ObjectNode value = JSON.createObjectNode();
      value.put("userId", user).put("chat_duration", 1).put("timestampMillis", endMillis);
      matches.add(partition, user, value.toString().getBytes(StandardCharsets.UTF_8), endMillis);
    }
    return List.copyOf(matches.records);
  }

  /** About an hour; the most active user has a hundredth or two of the matches. */
  private static Traffic traffic(int count, long seed) {
    return new Traffic(
        EventKind.MATCHES,
        seed,
        START,
        Math.max(400, count / 50),
        0.5,
        count / 3600.0,
        8,
        Duration.ofSeconds(40),
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        0.03,
        Duration.ofMinutes(2),
        0.01,
        0.01);
  }

  private void add(JsonNode line) throws IOException {
    JsonNode value = line.path("value");
    byte[] bytes =
        value.has("base64")
            ? value.path("base64").binaryValue()
            : value.toString().getBytes(StandardCharsets.UTF_8);
    String user = value.path("userId").asText(NOBODY);
    long arrivalMillis = line.path("timestamp").asLong();
    largestMillis = Math.max(largestMillis, arrivalMillis);
    add(Math.floorMod(user.hashCode(), PARTITIONS), user, bytes, arrivalMillis);
  }

  private void add(int partition, String user, byte[] value, long arrivalMillis) {
    records.add(
        new RawRecord(
            TOPIC,
            partition,
            offsets[partition]++,
            arrivalMillis,
            user.getBytes(StandardCharsets.UTF_8),
            value,
            List.of()));
  }
}

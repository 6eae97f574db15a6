package dev.recency.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** The 59,835 real messages between students, and what may become of messages on their way. */
public final class RealMessages {
  /** Window sizes in milliseconds: a minute, ten minutes, an hour, a day, thirty days. */
  public static final List<Long> SIZES =
      List.of(60_000L, 600_000L, 3_600_000L, 86_400_000L, 2_592_000_000L);

  private static final Path FILE = Path.of("../shared/data/college-messages.jsonl.gz");
  private static final int DUPLICATE_EVERY = 50;
  private static final int HOUR_MILLIS = 3_600_000;
  private static final int MINUTE_MILLIS = 60_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private RealMessages() {}

  /** A message as it arrives. */
  public record Message(String sender, long sentAtMillis, long arrivalMillis) {}

  /** Whether there are none in this clone; then says that the test is skipped. */
  public static boolean missing(String test) {
    if (!Files.exists(FILE)) {
      System.out.println(test + ": skipped, because there is no [" + FILE + "]");
      return true;
    }
    return false;
  }

  /** All of them as lines of JSON. */
  public static List<String> lines() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  /** All of them, in the order of the file. */
  public static List<Message> all() throws IOException {
    List<Message> messages = new ArrayList<>();
    for (String line : lines()) {
      JsonNode record = JSON.readTree(line);
      JsonNode value = record.get("value");
      messages.add(
          new Message(
              value.get("userId").textValue(),
              value.get("sentAt").longValue(),
              record.get("timestamp").longValue()));
    }
    return messages;
  }

  /** How many messages there are up to the end of the minute in which the most people sent one. */
  public static int endOfBusiestMinute(List<Message> messages) {
    Map<String, Integer> inside = new HashMap<>();
    int first = 0;
    int most = 0;
    int end = 0;
    for (int last = 0; last < messages.size(); last++) {
      inside.merge(messages.get(last).sender(), 1, Integer::sum);
      long start = messages.get(last).sentAtMillis() - MINUTE_MILLIS;
      while (messages.get(first).sentAtMillis() <= start) {
        inside.computeIfPresent(
            messages.get(first++).sender(), (sender, count) -> count == 1 ? null : count - 1);
      }
      if (inside.size() > most) {
        most = inside.size();
        end = last + 1;
      }
    }
    return end;
  }

  /** These messages, every fiftieth twice. */
  public static List<Message> doubled(List<Message> messages) {
    List<Message> doubled = new ArrayList<>();
    for (Message each : messages) {
      doubled.add(each);
      if (doubled.size() % DUPLICATE_EVERY == 0) {
        doubled.add(each);
      }
    }
    return doubled;
  }

  /** These messages, each up to an hour late, by arrival. */
  public static List<Message> late(List<Message> messages, Random random) {
    List<Message> late = new ArrayList<>();
    for (Message each : messages) {
      long arrival = each.sentAtMillis() + random.nextInt(HOUR_MILLIS);
      late.add(new Message(each.sender(), each.sentAtMillis(), arrival));
    }
    late.sort(Comparator.comparingLong(Message::arrivalMillis));
    return late;
  }

  /** What would be left if every message that arrives after a newer one were dropped. */
  public static List<Message> inOrderOnly(List<Message> messages) {
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

  /** When the newest of these was sent. */
  public static long newestMillis(List<Message> messages) {
    return messages.stream().mapToLong(Message::sentAtMillis).max().orElseThrow();
  }
}

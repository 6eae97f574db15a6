package dev.recency.flink;

import dev.recency.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events of the stored savepoints: those before one was taken and those after. They never
 * change, because the savepoints hold what came of them. Each part ends with two votes of one time,
 * one per partition, so that where its clocks stand does not depend on how it was read.
 */
final class FixtureEvents {
  static final String VOTES = "fixture-votes";
  static final String SONGS = "fixture-songs";
  static final Map<String, Integer> PARTITIONS = Map.of(VOTES, 2, SONGS, 1);
  private static final long START = 1_700_000_000_000L;
  private static final int BEFORE = 900;
  private static final int AFTER = 1_300;
  private static final String HOT = "hot";

  /** An event as a line to be loaded and as a record to be simulated. */
  record Event(String line, RawRecord raw) {}

  private final Map<String, Long> offsets = new HashMap<>();
  private final List<Event> events = new ArrayList<>();

  private FixtureEvents() {}

  /** Those before the savepoint. */
  static List<Event> before() {
    return all().subList(0, new FixtureEvents().part(0, BEFORE).events.size());
  }

  /** All of them. */
  static List<Event> all() {
    return new FixtureEvents().part(0, BEFORE).part(BEFORE, AFTER).events;
  }

  private FixtureEvents part(int from, int to) {
    for (int number = from; number < to; number++) {
      vote(number % 8 < 5 ? HOT : "s" + number % 11, number, number);
      if (number % 10 == 0) {
        song(number);
      }
    }
    vote(HOT, to, to);
    vote("s0", to + 1, to);
    return this;
  }

  private void vote(String song, int number, long millis) {
    String value =
        String.format(
            Locale.ROOT,
            "{\"stars\":%d,\"weight\":%s,\"listener\":\"l%d\"}",
            number * 7 % 6,
            number * 13 % 29 / 10.0,
            number * 5 % 17);
    add(VOTES, song.equals(HOT) ? 0 : 1, song, value, millis);
  }

  private void song(int number) {
    int id = number / 10 % 14;
    boolean deleted = number / 10 % 23 == 22;
    String value =
        deleted
            ? "null"
            : "{\"genre\":\"g%d\",\"length\":%d}".formatted(number % 3, 100 + number * 11 % 200);
    add(SONGS, 0, "s" + id, value, number);
  }

  private void add(String topic, int partition, String key, String value, long millis) {
    String line =
        "{\"topic\":\"%s\",\"partition\":%d,\"key\":\"%s\",\"value\":%s,\"timestamp\":%d}"
            .formatted(topic, partition, key, value, START + millis);
    byte @Nullable [] bytes = value.equals("null") ? null : value.getBytes(StandardCharsets.UTF_8);
    long offset = offsets.merge(topic + "-" + partition, 1L, Long::sum) - 1;
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    events.add(
        new Event(
            line,
            new RawRecord(topic, partition, offset, START + millis, keyBytes, bytes, List.of())));
  }
}

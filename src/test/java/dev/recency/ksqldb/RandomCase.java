package dev.recency.ksqldb;

import dev.recency.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A random statement with a window of ksqlDB's, and a random partition for it to read. */
final class RandomCase {
  private static final int RECORDS = 60;
  private static final String MILLIS = " MILLISECONDS";
  private static final List<String> AGGREGATES =
      List.of(
          "COUNT(*)",
          "COUNT(i)",
          "SUM(i)",
          "SUM(d)",
          "AVG(i)",
          "AVG(d)",
          "MIN(d)",
          "MAX(i)",
          "MAX(g)",
          "MAX(ROWTIME)",
          "LATEST_BY_OFFSET(i)",
          "EARLIEST_BY_OFFSET(g)",
          "COLLECT_LIST(i)",
          "COLLECT_SET(g)",
          "TOPK(i, 2)",
          "HISTOGRAM(g)");
  private static final List<String> OTHERS =
      List.of("WINDOWSTART", "WINDOWEND", "WINDOWEND - WINDOWSTART", "COUNT(*) * 2");
  private static final List<String> WHERE =
      List.of("", "", "WHERE i > 2", "WHERE g <> 'x'", "WHERE d IS NOT NULL");
  private static final List<String> HAVING =
      List.of(
          "",
          "",
          "HAVING COUNT(*) > 1",
          "HAVING COUNT(*) < 3",
          "HAVING COUNT(*) > 1 AND COUNT(*) < 4",
          "HAVING COUNT(i) > 0");
  private static final List<String> KEYS = List.of("a", "b", "ab", "c");
  private static final List<String> DOUBLES = List.of("0.1", "0.2", "1e17", "-3", "null");

  /** HOPPING windows are summed slice by slice, ksqlDB's event by event: these never round. */
  private static final List<String> EXACT_DOUBLES =
      List.of("0.5", "0.25", "1024.125", "-3", "null");

  private final SplittableRandom random;
  private final boolean isFinal;
  private final boolean hopping;

  RandomCase(long seed) {
    random = new SplittableRandom(seed);
    isFinal = random.nextBoolean();
    hopping = random.nextInt(3) == 0;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private long between(long low, long high) {
    return low + random.nextInt((int) (high - low + 1));
  }

  /** A source and one windowed table over it. */
  String sql() {
    List<String> group = any(List.of(List.of("id"), List.of("g"), List.of("id", "g")));
    return """
        CREATE STREAM s (id STRING KEY, i INT, d DOUBLE, g STRING)
          WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
        CREATE TABLE o WITH (KAFKA_TOPIC='o'%s) AS SELECT %s, %s FROM s WINDOW %s %s GROUP BY %s %s
          EMIT %s;
        """
        .formatted(
            group.size() > 1 ? ", KEY_FORMAT='JSON'" : "",
            String.join(", ", group),
            columns(),
            window(),
            any(WHERE),
            String.join(", ", group),
            any(HAVING),
            isFinal ? "FINAL" : "CHANGES");
  }

  private String columns() {
    Set<String> chosen = new LinkedHashSet<>();
    chosen.add(any(AGGREGATES));
    for (int more = random.nextInt(4); more > 0; more--) {
      chosen.add(any(random.nextInt(4) == 0 ? OTHERS : AGGREGATES));
    }
    List<String> columns = new ArrayList<>();
    for (String expression : chosen) {
      columns.add(expression + " AS c" + columns.size());
    }
    return String.join(", ", columns);
  }

  private String window() {
    long length = any(List.of(1L, between(2, 10), between(10, 60)));
    StringBuilder window = new StringBuilder();
    if (hopping) {
      window.append("HOPPING (SIZE ").append(length).append(MILLIS);
      window.append(", ADVANCE BY ").append(between(1, length)).append(MILLIS);
    } else {
      window.append(random.nextBoolean() ? "TUMBLING (SIZE " : "SESSION (");
      window.append(length).append(MILLIS);
    }
    boolean graceful = random.nextInt(3) > 0;
    long grace = graceful ? random.nextInt(30) : 0;
    if (random.nextInt(4) == 0 && (graceful || isFinal)) {
      window.append(", RETENTION ").append(length + grace + random.nextInt(100)).append(MILLIS);
    }
    if (graceful) {
      window.append(", GRACE PERIOD ").append(grace).append(MILLIS);
    }
    return window.append(")").toString();
  }

  /** Records of one partition: late ones, jumps, keys and values that are not there. */
  List<RawRecord> records() {
    List<RawRecord> records = new ArrayList<>();
    long newest = random.nextInt(100);
    for (int offset = 0; offset < RECORDS; offset++) {
      newest += any(List.of(0, 0, 1, 1, 3, random.nextInt(20), random.nextInt(80)));
      long time = random.nextInt(3) == 0 ? Math.max(0, newest - random.nextInt(60)) : newest;
      String key = random.nextInt(15) == 0 ? null : any(KEYS);
      records.add(new RawRecord("s", 0, offset, time, bytes(key), bytes(value()), List.of()));
    }
    return records;
  }

  private @Nullable String value() {
    return random.nextInt(20) == 0
        ? null
        : "{\"I\":%s,\"D\":%s,\"G\":%s}"
            .formatted(
                any(List.of("1", "2", "3", "7", "null", "2147483647")),
                any(hopping ? EXACT_DOUBLES : DOUBLES),
                any(List.of("\"x\"", "\"y\"", "\"z\"", "null")));
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}

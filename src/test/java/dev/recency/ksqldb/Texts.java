package dev.recency.ksqldb;

import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.sql.SqlParser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Text in, text out. */
final class Texts {
  private static final String SOURCE =
      "CREATE STREAM s (id STRING KEY, i INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');\n";

  private Texts() {}

  /** The plan of these statements over the stream {@code s (id STRING KEY, i INT)}. */
  static Plan plan(String sql) {
    return Planner.plan(List.of(SqlParser.script("test", SOURCE + sql)));
  }

  /** The plan of {@code COUNT(*)} by id with these clauses, from WINDOW on. */
  static Plan counts(String window, String rest) {
    return plan(
        "CREATE TABLE o WITH (KAFKA_TOPIC='o') AS SELECT id, COUNT(*) AS n FROM s WINDOW %s"
                .formatted(window)
            + " GROUP BY id %s;".formatted(rest));
  }

  /** A record of partition 0 of {@code s} without values. */
  static RawRecord event(String key, long timestampMillis) {
    return event(0, key, timestampMillis);
  }

  static RawRecord event(int partition, String key, long timestampMillis) {
    return new RawRecord("s", partition, 0, timestampMillis, utf8(key), utf8("{}"), List.of());
  }

  /** {@code key start value}, of a session {@code key start-end value}. */
  static String text(byte @Nullable [] key, byte @Nullable [] value, boolean session) {
    byte[] bytes = Objects.requireNonNull(key);
    int inner = bytes.length - (session ? 2 : 1) * Long.BYTES;
    ByteBuffer bounds = ByteBuffer.wrap(bytes, inner, bytes.length - inner);
    long first = bounds.getLong();
    return new String(Arrays.copyOf(bytes, inner), StandardCharsets.UTF_8)
        + (session ? " " + bounds.getLong() + "-" + first : " " + first)
        + " "
        + (value == null ? "null" : new String(value, StandardCharsets.UTF_8));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

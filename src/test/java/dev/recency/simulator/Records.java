package dev.recency.simulator;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.sql.SqlParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text in, text out, for tests. */
final class Records {
  private Records() {}

  static Plan plan(String sql) {
    return Planner.plan(List.of(SqlParser.script("test.sql", sql)));
  }

  static RawRecord record(
      String topic,
      int partition,
      long offset,
      long timestampMillis,
      @Nullable String key,
      @Nullable String value) {
    return new RawRecord(
        topic, partition, offset, timestampMillis, bytes(key), bytes(value), List.of());
  }

  /** {@code topic key value @timestamp}. */
  static String text(CommandRecord command) {
    return command.topic()
        + " "
        + text(command.key())
        + " "
        + text(command.value())
        + " @"
        + command.timestampMillis();
  }

  static String header(CommandRecord command, String name) {
    return command.headers().stream()
        .filter(header -> header.key().equals(name))
        .map(header -> text(header.value()))
        .findFirst()
        .orElse("none");
  }

  static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}

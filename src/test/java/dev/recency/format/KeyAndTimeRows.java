package dev.recency.format;

import static dev.recency.format.RecordRow.ARRIVAL_MILLIS;
import static dev.recency.format.RecordRow.MAX_FUTURE_MILLIS;
import static dev.recency.format.RecordRow.bytes;
import static dev.recency.format.RecordRow.rejected;
import static dev.recency.format.RecordRow.timed;
import static dev.recency.plan.row.RejectReason.FUTURE_TIMESTAMP;
import static dev.recency.plan.row.RejectReason.INVALID_TIMESTAMP;
import static dev.recency.plan.row.RejectReason.MALFORMED_KEY;
import static dev.recency.plan.row.RejectReason.MALFORMED_VALUE;

import dev.recency.format.RecordRow.Fate;
import dev.recency.format.RecordRow.Topic;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keys, event times, and what else a record carries. */
final class KeyAndTimeRows {
  private static final String NOW = "{\"happenedAt\":" + ARRIVAL_MILLIS + "}";

  private KeyAndTimeRows() {}

  static List<RecordRow> all() {
    return List.of(
        kafkaKey("no key", null, key(null)),
        kafkaKey("empty KAFKA key", new byte[0], key("")),
        kafkaKey("KAFKA key that spells null", bytes("null"), key("null")),
        kafkaKey("KAFKA key of 64 KiB", bytes("k".repeat(1 << 16)), key("k".repeat(1 << 16))),
        kafkaKey("KAFKA key with NUL", bytes("a\0"), key("a\0")),
        kafkaKey("KAFKA key that is no UTF-8", new byte[] {(byte) 0xff}, malformedKey()),
        timed("no JSON key", null, NOW, key(null)),
        timed("JSON key null", bytes("null"), NOW, key(null)),
        timed("empty JSON key", new byte[0], NOW, malformedKey()),
        timed("JSON key of empty text", bytes("\"\""), NOW, key("")),
        timed("JSON key without quotes", bytes("u1"), NOW, malformedKey()),
        timed("JSON key that is a number", bytes("17"), NOW, key("17")),
        timed("JSON key that is an object", bytes("{\"id\": 1}"), NOW, key("{\"id\":1}")),
        timed("JSON key with \\u0000", bytes("\"\\u0000\""), NOW, key("\0")),
        timed("garbage behind a JSON key", bytes("\"u1\" x"), NOW, malformedKey()),
        timed("time missing", "{\"quantity\":1}", rejected(INVALID_TIMESTAMP)),
        timed("time null", "{\"happenedAt\":null}", rejected(INVALID_TIMESTAMP)),
        timed("time 0", "{\"happenedAt\":0}", at(0)),
        timed("time -1", "{\"happenedAt\":-1}", rejected(INVALID_TIMESTAMP)),
        timed("time in seconds", "{\"happenedAt\":1700000000}", at(1_700_000_000L)),
        timed("time in microseconds", "{\"happenedAt\":1700000000000000}", future()),
        timed("time as ISO text", "{\"happenedAt\":\"2023-11-14T22:13:20Z\"}", malformed()),
        timed("time of the largest number", "{\"happenedAt\":" + Long.MAX_VALUE + "}", future()),
        timed("time in the year 2099", "{\"happenedAt\":4076092800000}", future()),
        ahead("time ahead by the limit", MAX_FUTURE_MILLIS, at(ARRIVAL_MILLIS + MAX_FUTURE_MILLIS)),
        ahead("time ahead by the limit and 1 ms", MAX_FUTURE_MILLIS + 1, future()),
        ahead("time before the arrival by a day", -86_400_000, at(ARRIVAL_MILLIS - 86_400_000)),
        new RecordRow(
            "no record timestamp",
            Topic.ORDERS,
            new RawRecord("orders", 0, 7, -1, null, bytes("{}"), List.of()),
            rejected(INVALID_TIMESTAMP)),
        new RecordRow(
            "no record timestamp, but one in a column",
            Topic.TIMED,
            new RawRecord("timed-orders", 0, 7, -1, null, bytes("{\"happenedAt\":5}"), List.of()),
            at(5)),
        new RecordRow(
            "1,000 headers",
            Topic.ORDERS,
            new RawRecord("orders", 0, 7, ARRIVAL_MILLIS, null, bytes("{}"), headers()),
            key(null)));
  }

  private static RecordRow kafkaKey(String name, byte @Nullable [] key, Fate fate) {
    return new RecordRow(
        name, Topic.ORDERS, RecordRow.raw(Topic.ORDERS, key, bytes("{\"age\":3}")), fate);
  }

  private static RecordRow ahead(String name, long millis, Fate fate) {
    return timed(name, "{\"happenedAt\":" + (ARRIVAL_MILLIS + millis) + "}", fate);
  }

  private static Fate key(@Nullable String key) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("USERID", key);
    return RecordRow.accepted(Collections.unmodifiableMap(columns));
  }

  private static Fate at(long millis) {
    return new Fate.Accepted(Map.of("HAPPENEDAT", millis), false, millis);
  }

  private static Fate future() {
    return rejected(FUTURE_TIMESTAMP);
  }

  private static Fate malformed() {
    return rejected(MALFORMED_VALUE);
  }

  private static Fate malformedKey() {
    return rejected(MALFORMED_KEY);
  }

  private static List<RawRecord.Header> headers() {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> new RawRecord.Header("h" + i, ByteBuffer.allocate(4).putInt(i).array()))
        .toList();
  }
}

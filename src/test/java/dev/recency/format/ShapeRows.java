package dev.recency.format;

import static dev.recency.format.RecordRow.ARRIVAL_MILLIS;
import static dev.recency.format.RecordRow.accepted;
import static dev.recency.format.RecordRow.bytes;
import static dev.recency.format.RecordRow.order;
import static dev.recency.format.RecordRow.rejected;
import static dev.recency.format.RecordRow.timed;
import static dev.recency.plan.row.RejectReason.INVALID_TIMESTAMP;
import static dev.recency.plan.row.RejectReason.LIMIT;
import static dev.recency.plan.row.RejectReason.MALFORMED_VALUE;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Values that are no JSON, not JSON enough, or too much of it. */
final class ShapeRows {
  private static final RecordRow.Fate TOMBSTONE =
      new RecordRow.Fate.Accepted(Map.of("USERID", "u1"), true, ARRIVAL_MILLIS);

  private ShapeRows() {}

  static List<RecordRow> all() {
    return List.of(
        order("null value is a tombstone", (byte[]) null, TOMBSTONE),
        order("JSON null is a tombstone", "null", TOMBSTONE),
        timed("JSON null has no timestamp column", "null", rejected(INVALID_TIMESTAMP)),
        order("empty value", "", rejected(MALFORMED_VALUE)),
        order("only blanks", " \n\t ", rejected(MALFORMED_VALUE)),
        order("one zero byte", new byte[] {0}, rejected(MALFORMED_VALUE)),
        order("invalid UTF-8 in a column", around("{\"name\":\"", "fffe", "\"}"), malformed()),
        order("invalid UTF-8 in another field", around("{\"x\":\"", "c328", "\"}"), malformed()),
        order("byte order mark", around("", "efbbbf", "{\"age\":3}"), accepted("AGE", 3)),
        order(
            "UTF-16 with byte order mark",
            "{\"age\":3}".getBytes(StandardCharsets.UTF_16),
            accepted("AGE", 3)),
        order("gzip bytes", around("", "1f8b0800000000000003ab5604", ""), malformed()),
        order("Avro bytes with a schema id", around("", "000000002a0a68656c6c6f", ""), malformed()),
        order("1 MiB of opening brackets", "[".repeat(1 << 20), rejected(LIMIT)),
        order("depth 1,001", "{\"x\":" + nested(1_000) + "}", rejected(LIMIT)),
        order("depth 65", "{\"x\":" + nested(64) + "}", rejected(LIMIT)),
        order("depth 64", "{\"x\":" + nested(63) + ",\"age\":3}", accepted("AGE", 3)),
        order("truncated in a string", "{\"name\":\"Ann", malformed()),
        order("truncated in a number", "{\"age\":3", malformed()),
        order("truncated between fields", "{\"age\":3,", malformed()),
        order("an array", "[1,2]", malformed()),
        order("a number", "17", malformed()),
        order("a string", "\"Ann\"", malformed()),
        order("true", "true", malformed()),
        order("no fields", "{}", accepted(Map.of())),
        order("blanks around", " \r\n{ \"age\" : 3 }\n", accepted("AGE", 3)),
        order("garbage behind the object", "{\"age\":3} x", malformed()),
        order("a second object behind the first", "{\"age\":3}{\"age\":4}", malformed()),
        order("NaN literal in a column", "{\"amount\":NaN}", malformed()),
        order("NaN literal in another field", "{\"x\":NaN}", malformed()),
        order("Infinity literal", "{\"amount\":-Infinity}", malformed()),
        order("comment", "{/* three */\"age\":3}", malformed()),
        order("trailing comma", "{\"age\":3,}", malformed()),
        order("single quotes", "{'age':3}", malformed()),
        order("unquoted name", "{age:3}", malformed()),
        order("leading zero", "{\"age\":03}", malformed()),
        order("line end in a string", "{\"name\":\"A\nB\"}", malformed()),
        order("unknown escape", "{\"name\":\"\\x\"}", malformed()),
        order("longest string", text(1 << 20), accepted("NAME", "n".repeat(1 << 20))),
        order("string over 1 MiB", text((1 << 20) + 5_000), rejected(LIMIT)),
        order("name of 64 KiB", "{\"" + "n".repeat(1 << 16) + "\":1}", rejected(LIMIT)));
  }

  private static RecordRow.Fate malformed() {
    return rejected(MALFORMED_VALUE);
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static String text(int length) {
    return "{\"name\":\"" + "n".repeat(length) + "\"}";
  }

  private static byte[] around(String before, String hex, String after) {
    byte[] middle = HexFormat.of().parseHex(hex);
    byte[] start = bytes(before);
    byte[] end = bytes(after);
    byte[] all = new byte[start.length + middle.length + end.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(middle, 0, all, start.length, middle.length);
    System.arraycopy(end, 0, all, start.length + middle.length, end.length);
    return all;
  }
}

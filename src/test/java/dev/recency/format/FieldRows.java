package dev.recency.format;

import static dev.recency.format.RecordRow.accepted;
import static dev.recency.format.RecordRow.order;
import static dev.recency.format.RecordRow.rejected;
import static dev.recency.plan.row.RejectReason.MALFORMED_VALUE;
import static dev.recency.plan.row.RejectReason.OUT_OF_RANGE;

import dev.recency.plan.row.StructValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of fields, and values of another kind than the column's. */
final class FieldRows {
  private FieldRows() {}

  static List<RecordRow> all() {
    return List.of(
        order("duplicate field: the last one wins", "{\"age\":1,\"age\":2}", accepted("AGE", 2)),
        order(
            "duplicate field: a bad first one does not count",
            "{\"age\":\"x\",\"age\":2}",
            accepted("AGE", 2)),
        order(
            "duplicate field: a bad last one counts",
            "{\"age\":2,\"age\":\"x\"}",
            rejected(MALFORMED_VALUE)),
        order("duplicate field: null last", "{\"age\":2,\"age\":null}", accepted(nullOf("AGE"))),
        order("duplicate in two cases: the later", "{\"age\":1,\"Age\":2}", accepted("AGE", 2)),
        order("duplicate in two cases: the exact", "{\"AGE\":1,\"age\":2}", accepted("AGE", 1)),
        order("wrong case of an unquoted column", "{\"aGe\":3}", accepted("AGE", 3)),
        order(
            "wrong case of a quoted column", "{\"nickname\":\"A\"}", accepted(nullOf("nickName"))),
        order("right case of a quoted column", "{\"nickName\":\"A\"}", accepted("nickName", "A")),
        order("unknown field", "{\"x\":{\"y\":[1]},\"age\":3}", accepted("AGE", 3)),
        order("missing field", "{\"name\":\"A\"}", accepted(nullOf("AGE"))),
        order("null field", "{\"age\":null}", accepted(nullOf("AGE"))),
        order("escaped name", "{\"\\u0061ge\":3}", accepted("AGE", 3)),
        order("number as text", "{\"name\":5.0}", accepted("NAME", "5.0")),
        order("boolean as text", "{\"name\":true}", accepted("NAME", "true")),
        order("object as text", "{\"name\":{\"a\": 1.50}}", accepted("NAME", "{\"a\":1.50}")),
        order(
            "array as text",
            "{\"name\":[1, \"b\", null, [true]]}",
            accepted("NAME", "[1, b, null, [true]]")),
        order("NUL character", "{\"name\":\"a\\u0000b\"}", accepted("NAME", "a\0b")),
        order(
            "first half of a surrogate pair", "{\"name\":\"\\ud83d\"}", accepted("NAME", "\ud83d")),
        order(
            "second half of a surrogate pair",
            "{\"name\":\"\\ude00\"}",
            accepted("NAME", "\ude00")),
        order("both halves", "{\"name\":\"\\ud83d\\ude00\"}", accepted("NAME", "\ud83d\ude00")),
        order("boolean from text", "{\"active\":\"true\"}", rejected(MALFORMED_VALUE)),
        order("boolean from a number", "{\"active\":1}", rejected(MALFORMED_VALUE)),
        order("boolean", "{\"active\":true}", accepted("ACTIVE", true)),
        order("object into INT", "{\"age\":{\"x\":1}}", rejected(MALFORMED_VALUE)),
        order("boolean into INT", "{\"age\":true}", rejected(MALFORMED_VALUE)),
        order("array", "{\"tags\":[\"a\",null,3]}", accepted("TAGS", listOf("a", null, "3"))),
        order("scalar into ARRAY", "{\"tags\":\"a\"}", rejected(MALFORMED_VALUE)),
        order(
            "struct with a missing and an unknown field",
            "{\"address\":{\"City\":\"Oslo\",\"x\":1}}",
            accepted("ADDRESS", StructValue.of("Oslo", null))),
        order("struct with a bad field", "{\"address\":{\"zip\":[]}}", rejected(MALFORMED_VALUE)),
        order(
            "struct with a number out of range",
            "{\"address\":{\"zip\":3000000000}}",
            rejected(OUT_OF_RANGE)),
        order("scalar into STRUCT", "{\"address\":5}", rejected(MALFORMED_VALUE)));
  }

  private static Map<String, @Nullable Object> nullOf(String column) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put(column, null);
    return Collections.unmodifiableMap(columns);
  }

  private static List<@Nullable Object> listOf(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}

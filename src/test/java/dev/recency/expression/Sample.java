package dev.recency.expression;

import dev.recency.plan.Column;
import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.SqlParser;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Expressions of SQL evaluated over one row whose columns all have a known value or none. */
public final class Sample {
  private static final String DECLARATION =
      """
      CREATE STREAM zoo (
          i INT, b BIGINT, d DOUBLE, dc DECIMAL(6, 2), s STRING, f BOOLEAN, y BYTES,
          ts TIMESTAMP, dt DATE, tm TIME, a ARRAY<INT>, m MAP<STRING, INT>,
          st STRUCT<x INT, y STRING>, r STRUCT<y STRING, x INT>,
          no_i INT, no_b BIGINT, no_d DOUBLE, no_dc DECIMAL(6, 2), no_s STRING, no_f BOOLEAN,
          no_a ARRAY<INT>, no_m MAP<STRING, INT>, no_st STRUCT<x INT, y STRING>, no_y BYTES,
          no_ts TIMESTAMP)
        WITH (KAFKA_TOPIC='zoo', VALUE_FORMAT='JSON');
      """;

  private static final Map<String, Object> VALUES = new HashMap<>();

  static {
    VALUES.put("I", 7);
    VALUES.put("B", 5_000_000_000L);
    VALUES.put("D", 2.5);
    VALUES.put("DC", new BigDecimal("12.34"));
    VALUES.put("S", "kangaroo");
    VALUES.put("F", true);
    VALUES.put("Y", ByteBuffer.wrap(new byte[] {1, 2, 3, (byte) 200}).asReadOnlyBuffer());
    VALUES.put("TS", 1_714_566_645_123L); // 2024-05-01T12:30:45.123Z
    VALUES.put("DT", 19_844); // 2024-05-01
    VALUES.put("TM", 45_045_123); // 12:30:45.123
    VALUES.put("A", Arrays.asList(3, 1, null, 2));
    VALUES.put("M", map("one", 1, "two", null));
    VALUES.put("ST", StructValue.of(1, "u"));
    VALUES.put("R", StructValue.of("u", 1));
  }

  private static Map<String, @Nullable Integer> map(
      String first, @Nullable Integer one, String second, @Nullable Integer two) {
    Map<String, @Nullable Integer> map = new LinkedHashMap<>();
    map.put(first, one);
    map.put(second, two);
    return map;
  }

  private final List<String> errors = new ArrayList<>();
  private final ErrorListener listener = (statement, kind, message) -> errors.add(kind.name());

  /** The kinds of errors so far. */
  public List<String> errors() {
    return errors;
  }

  /** The value of the expression as text, with its type: {@code 7 INTEGER}. */
  public String describe(String expression) {
    Plan plan = plan("SELECT " + expression + " AS result FROM zoo");
    Query.Transform query = (Query.Transform) plan.queries().get(0);
    TypedExpression typed = query.projection().get(0);
    Row result =
        Projection.compile("test", query.projection(), listener, surroundings())
            .apply(row(plan.inputs().get(0)));
    Object value = result.get(0, typed.type());
    return TextCasts.toText(value, typed.type()) + " " + typed.type();
  }

  /** Whether the row passes this WHERE. */
  public boolean accepts(String condition) {
    Plan plan = plan("SELECT i FROM zoo WHERE " + condition);
    return Filter.compile("test", plan.queries().get(0).where(), listener, surroundings())
        .accepts(row(plan.inputs().get(0)));
  }

  private static Surroundings surroundings() {
    return new Surroundings(() -> 1_714_566_645_123L, new SplittableRandom(7));
  }

  private static Plan plan(String select) {
    String script = DECLARATION + "CREATE STREAM target AS " + select + ";";
    return Planner.plan(List.of(SqlParser.script("sample.sql", script)));
  }

  /** A row in this layout. */
  static Row row(Input input) {
    List<@Nullable Object> values = new ArrayList<>();
    List<SqlType> types = new ArrayList<>();
    for (Column column : input.layout().columns()) {
      types.add(column.type());
      values.add(VALUES.get(column.name()));
    }
    return Row.of(types, values);
  }
}

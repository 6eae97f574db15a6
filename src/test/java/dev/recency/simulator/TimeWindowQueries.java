package dev.recency.simulator;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.Aggregates;
import dev.recency.plan.AggregateCall;
import dev.recency.plan.Column;
import dev.recency.plan.Format;
import dev.recency.plan.Query;
import dev.recency.plan.RowLayout;
import dev.recency.plan.Serialization;
import dev.recency.plan.Sink;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Queries for tests of the windows of the dialect alone: GROUP BY user, all kinds of aggregates. */
final class TimeWindowQueries {
  /** The key of the queries. */
  static final SqlType.Struct KEY =
      new SqlType.Struct(List.of(new SqlType.Field("USER", Simple.STRING)));

  private static final TypedExpression USER = new TypedExpression.Slot(0, "USER", Simple.STRING);
  private static final TypedExpression NOTE = new TypedExpression.Slot(1, "NOTE", Simple.STRING);
  private static final TypedExpression AMOUNT =
      new TypedExpression.Slot(2, "AMOUNT", Simple.BIGINT);
  private static final SqlType.Array AMOUNTS = new SqlType.Array(Simple.BIGINT);

  private TimeWindowQueries() {}

  /** Commutative and ordered, with and without an inverse. */
  private static final List<AggregateCall> CALLS =
      List.of(
          new AggregateCall("COUNT", List.of(), List.of(), Simple.BIGINT),
          new AggregateCall("COUNT", List.of(NOTE), List.of(), Simple.BIGINT),
          new AggregateCall("SUM", List.of(AMOUNT), List.of(), Simple.BIGINT),
          new AggregateCall("MAX", List.of(AMOUNT), List.of(), Simple.BIGINT),
          new AggregateCall("LATEST_BY_OFFSET", List.of(AMOUNT), List.of(), Simple.BIGINT),
          new AggregateCall("COLLECT_LIST", List.of(AMOUNT), List.of(), AMOUNTS));

  /** The aggregates of the queries. */
  static List<Aggregate<?>> aggregates() {
    return Aggregates.of(CALLS, Aggregates.Meaning.SLIDING);
  }

  /** A query over this window. */
  static Query.Windowed of(TimeWindow window, boolean having) {
    return of(window, having, CALLS);
  }

  /** A query over this window that counts and does nothing else. */
  static Query.Windowed counting(TimeWindow window) {
    return of(window, false, CALLS.subList(0, 1));
  }

  private static Query.Windowed of(TimeWindow window, boolean having, List<AggregateCall> calls) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("USER", Simple.STRING, Column.Role.KEY));
    for (int i = 0; i < calls.size(); i++) {
      columns.add(new Column("C" + i, calls.get(i).type(), Column.Role.VALUE));
    }
    columns.add(new Column("WINDOWSTART", Simple.BIGINT, Column.Role.VALUE));
    columns.add(new Column("WINDOWEND", Simple.BIGINT, Column.Role.VALUE));
    Serialization serialization = new Serialization("windows", Format.KAFKA, Format.JSON, true);
    return new Query.Windowed(
        "WINDOWS",
        "EVENTS",
        Optional.empty(),
        List.of(USER),
        window,
        calls,
        new RowLayout(columns),
        having ? Optional.of(new TypedExpression.Constant(true, Simple.BOOLEAN)) : Optional.empty(),
        List.of(USER),
        new Sink(
            "WINDOWS",
            serialization,
            columns,
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalLong.empty()));
  }

  /** The arguments of an event: one slot per argument of a call. */
  static Row arguments(@Nullable String note, long amount) {
    Row.Builder row = new Row.Builder(5).setReference(0, note);
    for (int slot = 1; slot < 5; slot++) {
      row.setLong(slot, amount);
    }
    return row.build();
  }

  /** The values of a row, for comparison. */
  static List<@Nullable Object> values(Query.Windowed query, Row row) {
    List<SqlType> types = query.layout().types();
    List<@Nullable Object> values = new ArrayList<>();
    for (int slot = 0; slot < types.size(); slot++) {
      values.add(row.get(slot, types.get(slot)));
    }
    return values;
  }
}

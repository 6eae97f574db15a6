package dev.recency.bench.windows;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.Column;
import dev.recency.plan.Column.Role;
import dev.recency.plan.Format;
import dev.recency.plan.Query;
import dev.recency.plan.RowLayout;
import dev.recency.plan.Serialization;
import dev.recency.plan.SharedLog;
import dev.recency.plan.Sink;
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.Constant;
import dev.recency.plan.typed.TypedExpression.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The measured statement: {@code SELECT key, COUNT(*), AVG(amount) … WINDOW}. */
final class CountAndAverage {
  private static final TypedExpression KEY = new Slot(0, "KEY", Simple.BIGINT);
  private static final TypedExpression AMOUNT = new Slot(1, "AMOUNT", Simple.DOUBLE);
  private static final TypedExpression NEVER = new Constant(false, Simple.BOOLEAN);

  private static final List<AggregateCall> AGGREGATES =
      List.of(
          new AggregateCall("COUNT", List.of(), List.of(), Simple.BIGINT),
          new AggregateCall("AVG", List.of(AMOUNT), List.of(), Simple.DOUBLE));
  private static final List<Column> COLUMNS =
      List.of(
          new Column("KEY", Simple.BIGINT, Role.VALUE),
          new Column("COUNT", Simple.BIGINT, Role.VALUE),
          new Column("AVERAGE", Simple.DOUBLE, Role.VALUE),
          new Column("WINDOWSTART", Simple.BIGINT, Role.VALUE),
          new Column("WINDOWEND", Simple.BIGINT, Role.VALUE));
  private static final Sink SINK =
      new Sink(
          "COMMANDS",
          new Serialization("commands", Format.KAFKA, Format.JSON, false),
          COLUMNS,
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalLong.empty());

  private CountAndAverage() {}

  /** The log of one statement per size; those behind the first so many have HAVING FALSE. */
  static SharedLog log(List<Long> sizesMillis, int speaking) {
    List<Query.Sliding> statements = new ArrayList<>();
    for (int i = 0; i < sizesMillis.size(); i++) {
      statements.add(
          statement(sizesMillis.get(i), i < speaking ? Optional.empty() : Optional.of(NEVER)));
    }
    return new SharedLog("log-bench", statements, List.of(AMOUNT));
  }

  /** The same over {@code WINDOW HOPPING} with EMIT FINAL. */
  static Query.Windowed hopping(long sizeMillis, long advanceMillis) {
    return new Query.Windowed(
        "COMMANDS_" + sizeMillis,
        "EVENTS",
        Optional.empty(),
        List.of(KEY),
        new TimeWindow.Hopping(sizeMillis, advanceMillis, Emit.FINAL, 0),
        AGGREGATES,
        new RowLayout(COLUMNS),
        Optional.empty(),
        List.of(),
        SINK);
  }

  private static Query.Sliding statement(long sizeMillis, Optional<TypedExpression> having) {
    return new Query.Sliding(
        "COMMANDS_" + sizeMillis,
        "EVENTS",
        Optional.empty(),
        List.of(KEY),
        new SlidingWindow(sizeMillis, 1, Emit.CHANGES, 0),
        AGGREGATES,
        new RowLayout(COLUMNS),
        having,
        List.of(),
        SINK);
  }
}

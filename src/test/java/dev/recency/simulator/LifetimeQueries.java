package dev.recency.simulator;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.Column;
import dev.recency.plan.Format;
import dev.recency.plan.Query;
import dev.recency.plan.RowLayout;
import dev.recency.plan.Serialization;
import dev.recency.plan.Sink;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Queries for tests of the keyed operator alone. */
final class LifetimeQueries {
  /** The key of {@link #countPerUser}. */
  static final SqlType.Struct KEY =
      new SqlType.Struct(List.of(new SqlType.Field("USER", Simple.STRING)));

  private LifetimeQueries() {}

  /** {@code SELECT user, COUNT(*), COUNT(note) … GROUP BY user}; the note is argument 0. */
  static Query.Lifetime countPerUser() {
    TypedExpression user = new TypedExpression.Slot(0, "USER", Simple.STRING);
    TypedExpression note = new TypedExpression.Slot(1, "NOTE", Simple.STRING);
    List<Column> columns =
        List.of(
            new Column("USER", Simple.STRING, Column.Role.KEY),
            new Column("ALL_EVENTS", Simple.BIGINT, Column.Role.VALUE),
            new Column("NOTES", Simple.BIGINT, Column.Role.VALUE));
    Serialization serialization = new Serialization("counts", Format.KAFKA, Format.JSON, true);
    return new Query.Lifetime(
        "COUNTS",
        "EVENTS",
        Optional.empty(),
        List.of(user),
        List.of(
            new AggregateCall("COUNT", List.of(), List.of(), Simple.BIGINT),
            new AggregateCall("COUNT", List.of(note), List.of(), Simple.BIGINT)),
        new RowLayout(columns),
        Optional.empty(),
        List.of(
            new TypedExpression.Slot(0, "USER", Simple.STRING),
            new TypedExpression.Slot(1, "ALL_EVENTS", Simple.BIGINT),
            new TypedExpression.Slot(2, "NOTES", Simple.BIGINT)),
        new Sink(
            "COUNTS",
            serialization,
            columns,
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalLong.empty()));
  }
}

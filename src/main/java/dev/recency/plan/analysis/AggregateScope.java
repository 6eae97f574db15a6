package dev.recency.plan.analysis;

import static dev.recency.plan.type.SqlType.Simple.BIGINT;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.Column;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.RowLayout;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What SELECT and HAVING of a query with GROUP BY see: the GROUP BY values, then the aggregates,
 * which are collected as they are used, then the bounds of the window if there is one. The slots of
 * the bounds are right only once all aggregates are known, so all expressions are typed twice.
 */
final class AggregateScope implements Scope {
  private static final List<String> BOUNDS = List.of("WINDOWSTART", "WINDOWEND");

  private final SourceScope columns;
  private final TypeResolver types;
  private final List<TypedExpression> groupBy;
  private final boolean windowed;
  private final boolean sliding;
  private final AggregateTyper typer;
  private final List<AggregateCall> aggregates = new ArrayList<>();

  /**
   * @param windowed whether there are bounds
   * @param sliding whether the window is SLIDING
   */
  AggregateScope(
      SourceScope columns,
      TypeResolver types,
      List<TypedExpression> groupBy,
      boolean windowed,
      boolean sliding) {
    this.columns = columns;
    this.types = types;
    this.groupBy = groupBy;
    this.windowed = windowed;
    this.sliding = sliding;
    this.typer = new AggregateTyper(columns, types, sliding);
  }

  /** The aggregates used so far. */
  List<AggregateCall> aggregates() {
    return List.copyOf(aggregates);
  }

  /** The layout of the rows that this scope describes. */
  RowLayout layout() {
    List<Column> slots = new ArrayList<>();
    for (int i = 0; i < groupBy.size(); i++) {
      slots.add(new Column("GROUP_" + i, groupBy.get(i).type(), Column.Role.KEY));
    }
    for (int i = 0; i < aggregates.size(); i++) {
      slots.add(new Column("AGGREGATE_" + i, aggregates.get(i).type(), Column.Role.VALUE));
    }
    if (windowed) {
      BOUNDS.forEach(name -> slots.add(new Column(name, BIGINT, Column.Role.VALUE)));
    }
    return new RowLayout(slots);
  }

  /** Which GROUP BY expression this typed expression of this scope is, or -1. */
  int groupIndex(TypedExpression expression) {
    return expression instanceof TypedExpression.Slot slot && slot.slot() < groupBy.size()
        ? slot.slot()
        : -1;
  }

  @Override
  public Optional<TypedExpression> known(Expression expression) {
    try {
      TypedExpression typed = new ExpressionTyper(columns, types).type(expression);
      int index = groupBy.indexOf(typed);
      return index < 0
          ? Optional.empty()
          : Optional.of(new TypedExpression.Slot(index, name(expression), typed.type()));
    } catch (SqlException notOverColumns) {
      return Optional.empty();
    }
  }

  private static String name(Expression expression) {
    return expression instanceof Expression.ColumnReference reference
        ? reference.name().text()
        : "expression";
  }

  @Override
  public TypedExpression column(Expression.ColumnReference reference) {
    int bound = windowed ? BOUNDS.indexOf(reference.name().text()) : -1;
    if (bound >= 0) {
      reference.source().ifPresent(columns::checkQualifier);
      return bound(bound);
    }
    TypedExpression unused = columns.column(reference);
    throw Refusal.of(
        ErrorCode.AGGREGATE_MISUSE,
        reference.location(),
        "[%s] is neither in GROUP BY nor inside an aggregate, so a group has no one value of it."
            + " Add it to GROUP BY or aggregate it.",
        reference.name());
  }

  private TypedExpression bound(int bound) {
    int slot = groupBy.size() + aggregates.size() + bound;
    return new TypedExpression.Slot(slot, BOUNDS.get(bound), BIGINT);
  }

  /** The bounds, right once all aggregates are known. */
  Bounds bounds(KeyWindow window) {
    return new Bounds(window, bound(0), bound(1));
  }

  /** The same for HAVING, where ksqlDB takes no bounds of its own windows. */
  Scope forHaving() {
    return windowed && !sliding ? new Having() : this;
  }

  private final class Having implements Scope {
    @Override
    public TypedExpression column(Expression.ColumnReference reference) {
      TypedExpression column = AggregateScope.this.column(reference);
      extended(
          reference.location(),
          "ksqlDB refuses WINDOWSTART and WINDOWEND in HAVING; here they may stand there.");
      return column;
    }

    @Override
    public TypedExpression aggregate(Expression.FunctionCall call) {
      return AggregateScope.this.aggregate(call);
    }

    @Override
    public void requireTableFunctions(Expression.FunctionCall call) {
      AggregateScope.this.requireTableFunctions(call);
    }

    @Override
    public Optional<TypedExpression> known(Expression expression) {
      return AggregateScope.this.known(expression);
    }

    @Override
    public void warn(Location location, String text) {
      AggregateScope.this.warn(location, text);
    }

    @Override
    public void extended(Location location, String text) {
      AggregateScope.this.extended(location, text);
    }
  }

  @Override
  public TypedExpression aggregate(Expression.FunctionCall call) {
    AggregateCall aggregate = typer.type(call);
    AggregateNotices.give(columns, aggregate, call.location(), sliding);
    int index = aggregates.indexOf(aggregate);
    if (index < 0) {
      index = aggregates.size();
      aggregates.add(aggregate);
    }
    return new TypedExpression.Slot(groupBy.size() + index, aggregate.function(), aggregate.type());
  }

  @Override
  public void requireTableFunctions(Expression.FunctionCall call) {
    throw Refusal.of(
        ErrorCode.AGGREGATE_MISUSE,
        call.location(),
        "The table function %s may not stand in a query with GROUP BY. Write its rows to a stream"
            + " of their own and group that.",
        call.name());
  }

  @Override
  public void warn(Location location, String text) {
    columns.warn(location, text);
  }

  @Override
  public void extended(Location location, String text) {
    columns.extended(location, text);
  }
}

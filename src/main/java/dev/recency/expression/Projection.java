package dev.recency.expression;

import dev.recency.expression.ErrorListener.Kind;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.Slot;
import java.util.ArrayList;
import java.util.List;

/** A compiled list of expressions. Not thread-safe; one instance per operator instance. */
public final class Projection {
  private final Column[] columns;
  private final Scope scope;

  private Projection(Column[] columns, Scope scope) {
    this.columns = columns;
    this.scope = scope;
  }

  /** Fills one slot of the new row. */
  @FunctionalInterface
  private interface Column {
    void write(Row row, Row.Builder builder);
  }

  /** As the other form, without clock and random numbers. */
  public static Projection compile(
      String statement, List<TypedExpression> expressions, ErrorListener listener) {
    return compile(statement, expressions, listener, Surroundings.none());
  }

  /**
   * A projection that gives a row with one slot per expression.
   *
   * @param statement whom errors are counted for
   */
  public static Projection compile(
      String statement,
      List<TypedExpression> expressions,
      ErrorListener listener,
      Surroundings surroundings) {
    Scope scope = new Scope(statement, listener, surroundings);
    ExpressionCompiler compiler = new ExpressionCompiler(scope);
    List<Column> columns = new ArrayList<>();
    for (int target = 0; target < expressions.size(); target++) {
      columns.add(column(expressions.get(target), target, compiler));
    }
    return new Projection(columns.toArray(Column[]::new), scope);
  }

  private static Column column(
      TypedExpression expression, int target, ExpressionCompiler compiler) {
    SqlType type = expression.type();
    if (expression instanceof Slot slot && type.primitive()) {
      return copy(slot.slot(), type, target);
    }
    Evaluator evaluator = compiler.scope().guarded(compiler.evaluator(expression), Kind.FUNCTION);
    return (row, builder) -> builder.set(target, type, evaluator.evaluate(row));
  }

  /** Copies without boxing. */
  private static Column copy(int source, SqlType type, int target) {
    if (type == Simple.DOUBLE) {
      return (row, builder) -> {
        if (!row.isNull(source)) {
          builder.setDouble(target, row.getDouble(source));
        }
      };
    }
    if (type == Simple.BOOLEAN) {
      return (row, builder) -> {
        if (!row.isNull(source)) {
          builder.setBoolean(target, row.getBoolean(source));
        }
      };
    }
    return (row, builder) -> {
      if (!row.isNull(source)) {
        builder.setLong(target, row.getLong(source));
      }
    };
  }

  /** Whether table functions decide how many rows there are for one. */
  public boolean explodes() {
    return !scope.tables().isEmpty();
  }

  /**
   * The projected rows. Without table functions there is one; with them as many as the longest of
   * their lists has elements, where a list that has ended goes on with NULL. A list that is NULL or
   * fails is empty.
   */
  public List<Row> applyAll(Row row) {
    if (!explodes()) {
      return List.of(apply(row));
    }
    List<List<?>> lists = new ArrayList<>();
    for (Evaluator table : scope.tables()) {
      lists.add(table.evaluate(row) instanceof List<?> list ? list : List.of());
    }
    int count = lists.stream().mapToInt(List::size).max().orElse(0);
    List<Row> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      for (int number = 0; number < lists.size(); number++) {
        List<?> list = lists.get(number);
        scope.setElement(number, i < list.size() ? list.get(i) : null);
      }
      rows.add(apply(row));
    }
    return rows;
  }

  /** The projected row; a column that fails is NULL and reported. */
  public Row apply(Row row) {
    Row.Builder builder = new Row.Builder(columns.length);
    for (Column column : columns) {
      column.write(row, builder);
    }
    return builder.build();
  }
}

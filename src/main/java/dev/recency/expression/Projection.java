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

  private Projection(Column[] columns) {
    this.columns = columns;
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
    ExpressionCompiler compiler =
        new ExpressionCompiler(new Scope(statement, listener, surroundings));
    List<Column> columns = new ArrayList<>();
    for (int target = 0; target < expressions.size(); target++) {
      columns.add(column(expressions.get(target), target, compiler));
    }
    return new Projection(columns.toArray(Column[]::new));
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

  /** The projected row; a column that fails is NULL and reported. */
  public Row apply(Row row) {
    Row.Builder builder = new Row.Builder(columns.length);
    for (Column column : columns) {
      column.write(row, builder);
    }
    return builder.build();
  }
}

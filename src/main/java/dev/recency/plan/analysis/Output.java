package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The columns that a query writes, keys and values, with the expression that computes each.
 *
 * @param columns roles KEY and VALUE; of a sink also WINDOWSTART and WINDOWEND, behind them
 * @param projection one expression per column
 */
record Output(List<Column> columns, List<TypedExpression> projection) {
  Output {
    columns = List.copyOf(columns);
    projection = List.copyOf(projection);
  }

  List<Column> keys() {
    return of(Column.Role.KEY);
  }

  List<Column> values() {
    return of(Column.Role.VALUE);
  }

  /** The same with the keys in the order of these expressions, then the values. */
  Output withKeysInOrder(List<TypedExpression> order) {
    List<Integer> indices = new ArrayList<>();
    for (TypedExpression expression : order) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).role() == Column.Role.KEY && projection.get(i).equals(expression)) {
          indices.add(i);
        }
      }
    }
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).role() != Column.Role.KEY) {
        indices.add(i);
      }
    }
    return new Output(
        indices.stream().map(columns::get).toList(),
        indices.stream().map(projection::get).toList());
  }

  private List<Column> of(Column.Role role) {
    return columns.stream().filter(column -> column.role() == role).toList();
  }

  /** Collects the columns in order. */
  static final class Builder {
    private final List<Column> columns = new ArrayList<>();
    private final List<TypedExpression> projection = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    void add(String name, Column.Role role, TypedExpression expression) {
      names.add(name);
      columns.add(new Column(name, expression.type(), role));
      projection.add(expression);
    }

    /** Adds a key column that the query does not select, under a name that is still free. */
    void addHiddenKey(String wanted, TypedExpression expression) {
      String name = wanted;
      for (int i = 1; names.contains(name); i++) {
        name = wanted + "_" + i;
      }
      add(name, Column.Role.KEY, expression);
    }

    /** The expression of a key column so far that fulfils the condition exists. */
    boolean hasKey(Predicate<TypedExpression> condition) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).role() == Column.Role.KEY && condition.test(projection.get(i))) {
          return true;
        }
      }
      return false;
    }

    Output build() {
      return new Output(columns, projection);
    }
  }
}

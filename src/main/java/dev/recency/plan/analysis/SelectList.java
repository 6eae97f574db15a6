package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.SelectItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The SELECT list with stars written out and a name for every column. */
final class SelectList {
  /**
   * One output column.
   *
   * @param aliased whether the query names it with AS
   */
  record Selected(Expression expression, String name, boolean aliased, Location location) {}

  private final SourceScope columns;
  private final ExpressionTyper typer;
  private final List<Selected> selected = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final boolean repartitioned;
  private int unnamed;

  private SelectList(SourceScope columns, TypeResolver types, boolean repartitioned) {
    this.columns = columns;
    this.repartitioned = repartitioned;
    this.typer = new ExpressionTyper(columns.in("SELECT"), types);
  }

  /** The output columns of this query, in order. */
  static List<Selected> of(Query query, SourceScope columns, TypeResolver types) {
    SelectList list = new SelectList(columns, types, !query.partitionBy().isEmpty());
    query.items().forEach(list::add);
    return list.selected;
  }

  private void add(SelectItem item) {
    if (item instanceof SelectItem.AllColumns all) {
      all.source().ifPresent(columns::checkQualifier);
      for (Column column : starColumns()) {
        Identifier name = new Identifier(column.name(), true, all.location());
        add(
            new Expression.ColumnReference(Optional.empty(), name, all.location()),
            Optional.empty());
      }
    } else if (item instanceof SelectItem.AllStructFields all) {
      addFields(all);
    } else {
      SelectItem.Single single = (SelectItem.Single) item;
      add(single.expression(), single.alias());
    }
  }

  /** All columns; after PARTITION BY the old key stands behind the values. */
  private List<Column> starColumns() {
    List<Column> all = new ArrayList<>(columns.source().columns());
    if (repartitioned) {
      all.sort(Comparator.comparing(column -> column.role() == Column.Role.KEY));
    }
    return all;
  }

  private void addFields(SelectItem.AllStructFields all) {
    TypedExpression struct = typer.type(all.struct());
    if (!(struct.type() instanceof SqlType.Struct type)) {
      throw ExpressionTyper.mismatch(
          all.location(), "->* needs a STRUCT on its left and finds %s.", struct.type());
    }
    for (SqlType.Field field : type.fields()) {
      Identifier name = new Identifier(field.name(), true, all.location());
      add(new Expression.Dereference(all.struct(), name, all.location()), Optional.empty());
    }
  }

  private void add(Expression expression, Optional<Identifier> alias) {
    Location location = alias.map(Identifier::location).orElse(expression.location());
    String name = alias.map(Identifier::text).orElseGet(() -> name(expression));
    if (SystemColumns.RESERVED.contains(name)) {
      throw Refusal.of(
          ErrorCode.DUPLICATE,
          location,
          "[%s] is a column that every %s has, so no output column can be called so. Write AS"
              + " another_name.",
          name,
          name.startsWith("WINDOW") ? "window" : "source");
    }
    if (!names.add(name)) {
      throw Refusal.of(
          ErrorCode.DUPLICATE,
          location,
          "Two output columns are called [%s]. Give one another name with AS.",
          name);
    }
    selected.add(new Selected(expression, name, alias.isPresent(), expression.location()));
  }

  private String name(Expression expression) {
    if (expression instanceof Expression.ColumnReference reference) {
      return reference.name().text();
    }
    if (expression instanceof Expression.Dereference dereference) {
      String field = dereference.field().text();
      String name = field;
      for (int i = 1; names.contains(name) || isColumn(name); i++) {
        name = field + "_" + i;
      }
      return name;
    }
    String name;
    do {
      name = "KSQL_COL_" + unnamed++;
    } while (isColumn(name));
    return name;
  }

  private boolean isColumn(String name) {
    return columns.source().columns().stream().anyMatch(column -> column.name().equals(name));
  }
}

package dev.recency.plan.analysis;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.Column;
import dev.recency.plan.RowLayout;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** GROUP BY, with and without a window: the key, the aggregates, the columns that it writes. */
final class GroupedAnalyzer {
  private final Catalog catalog;
  private final TypeResolver types;

  GroupedAnalyzer(Catalog catalog, TypeResolver types) {
    this.catalog = catalog;
    this.types = types;
  }

  /** All that the query needs besides WHERE and its sink. */
  record Result(
      List<TypedExpression> groupBy,
      List<AggregateCall> aggregates,
      RowLayout layout,
      Optional<TypedExpression> having,
      Output output,
      Optional<Bounds> bounds) {}

  Result analyze(Query query, SourceScope columns, Location location) {
    List<TypedExpression> groupBy = groupBy(query, columns);
    Optional<TimeWindow> window = TimeWindowRules.of(query);
    boolean windowed = query.window().isPresent();
    boolean sliding = windowed && window.isEmpty();
    AggregateScope scope =
        new AggregateScope(columns.in("SELECT"), types, groupBy, windowed, sliding);
    ExpressionTyper typer = new ExpressionTyper(scope, types);
    List<SelectList.Selected> selection = SelectList.of(query, columns, types);
    selection.forEach(selected -> typer.type(selected.expression()));
    ExpressionTyper havingTyper = new ExpressionTyper(scope.forHaving(), types);
    query.having().ifPresent(havingTyper::type);
    Output.Builder output = new Output.Builder();
    List<Integer> selectedGroups = new ArrayList<>();
    for (SelectList.Selected selected : selection) {
      TypedExpression expression =
          typer.typed(selected.expression(), "Output column [" + selected.name() + "]");
      int group = scope.groupIndex(expression);
      if (group >= 0 && selectedGroups.contains(group)) {
        throw Refusal.of(
            ErrorCode.DUPLICATE,
            selected.location(),
            "The GROUP BY expression is selected twice. Select it once; a copy for the value is"
                + " AS_VALUE(column) AS name.");
      }
      if (group >= 0) {
        selectedGroups.add(group);
      }
      output.add(selected.name(), group >= 0 ? Column.Role.KEY : Column.Role.VALUE, expression);
    }
    Optional<TypedExpression> having =
        query.having().map(condition -> havingTyper.condition(condition, "HAVING"));
    if (scope.aggregates().isEmpty()) {
      throw Refusal.of(
          ErrorCode.AGGREGATE_MISUSE,
          query.groupBy().get(0).location(),
          "GROUP BY needs an aggregate in SELECT or HAVING, for example COUNT(*).");
    }
    TableRules.requireUndo(scope.aggregates(), columns.source(), query.groupBy().get(0).location());
    addHiddenKeys(query, groupBy, selectedGroups, output, sliding, location);
    Output result = output.build();
    TransformAnalyzer.requireValues(result, location);
    return new Result(
        groupBy,
        scope.aggregates(),
        scope.layout(),
        having,
        result.withKeysInOrder(groupSlots(result.projection(), scope)),
        window.map(each -> scope.bounds(each.keyWindow())));
  }

  /** The key expressions of the output by the order of GROUP BY. */
  private static List<TypedExpression> groupSlots(
      List<TypedExpression> projection, AggregateScope scope) {
    return projection.stream()
        .filter(expression -> scope.groupIndex(expression) >= 0)
        .distinct()
        .sorted(Comparator.comparing(scope::groupIndex))
        .toList();
  }

  private List<TypedExpression> groupBy(Query query, SourceScope columns) {
    ExpressionTyper typer = new ExpressionTyper(columns.in("GROUP BY"), types);
    List<TypedExpression> groupBy = new ArrayList<>();
    for (Expression expression : query.groupBy()) {
      TypedExpression typed = typer.typed(expression, "The GROUP BY expression");
      if (groupBy.contains(typed)) {
        throw Refusal.of(
            ErrorCode.DUPLICATE,
            expression.location(),
            "The same expression stands twice in GROUP BY. Remove one.");
      }
      groupBy.add(typed);
    }
    return groupBy;
  }

  private void addHiddenKeys(
      Query query,
      List<TypedExpression> groupBy,
      List<Integer> selected,
      Output.Builder output,
      boolean sliding,
      Location location) {
    for (int group = 0; group < groupBy.size(); group++) {
      if (!selected.contains(group)) {
        String name =
            query.groupBy().get(group) instanceof Expression.ColumnReference reference
                ? reference.name().text()
                : "KSQL_KEY";
        if (!sliding) {
          catalog.extended(
              location,
              "ksqlDB refuses a SELECT without the GROUP BY expression ["
                  + name
                  + "]; here the key is written all the same.");
        }
        output.addHiddenKey(name, new TypedExpression.Slot(group, name, groupBy.get(group).type()));
      }
    }
  }
}

package dev.recency.plan.analysis;

import static dev.recency.plan.type.SqlType.Simple.NULL;

import dev.recency.plan.Column;
import dev.recency.plan.Source;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SELECT without aggregates: which columns it writes, and which of them are the key. */
final class TransformAnalyzer {
  private final Catalog catalog;
  private final TypeResolver types;

  TransformAnalyzer(Catalog catalog, TypeResolver types) {
    this.catalog = catalog;
    this.types = types;
  }

  /** The columns that the query writes. */
  Output analyze(Query query, SourceScope scope, Location location) {
    List<TypedExpression> keys = keys(query, scope);
    ExpressionTyper typer = new ExpressionTyper(scope.in("SELECT"), types);
    Output.Builder output = new Output.Builder();
    for (SelectList.Selected selected : SelectList.of(query, scope, types)) {
      TypedExpression expression =
          typer.typed(selected.expression(), "Output column [" + selected.name() + "]");
      boolean key = keys.contains(expression);
      if (key && output.hasKey(expression::equals)) {
        throw Refusal.of(
            ErrorCode.DUPLICATE,
            selected.location(),
            "The key column is selected twice. Select it once; a copy for the value is"
                + " AS_VALUE(column) AS name.");
      }
      output.add(selected.name(), key ? Column.Role.KEY : Column.Role.VALUE, expression);
    }
    for (TypedExpression key : keys) {
      if (!output.hasKey(key::equals)) {
        String name = key instanceof TypedExpression.Slot slot ? slot.name() : "KSQL_KEY";
        catalog.extended(
            location,
            "ksqlDB refuses a SELECT without the key column ["
                + name
                + "]; here the key is written all the same.");
        output.addHiddenKey(name, key);
      }
    }
    Output result = output.build();
    requireValues(result, location);
    return result;
  }

  /** Refuses an output whose records would have no value. */
  static void requireValues(Output output, Location location) {
    if (output.values().isEmpty()) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          location,
          "The SELECT has only key columns, so the records would have no value. Select another"
              + " column, or AS_VALUE(key) AS name.");
    }
  }

  /** The window in the keys, if the source's keys hold one. */
  Optional<Bounds> bounds(SourceScope scope) {
    InputColumns columns = catalog.input(scope.source());
    return scope
        .source()
        .keyWindow()
        .map(
            window ->
                new Bounds(
                    window,
                    columns.slot(SystemColumns.WINDOWSTART),
                    columns.slot(SystemColumns.WINDOWEND)));
  }

  /** What the records are keyed by: PARTITION BY if there is one, else the source's key. */
  private List<TypedExpression> keys(Query query, SourceScope scope) {
    if (query.partitionBy().isEmpty()) {
      return sourceKeys(scope);
    }
    if (scope.source().kind() == Source.Kind.TABLE) {
      throw Refusal.unsupported(
          query.partitionBy().get(0).location(),
          "PARTITION BY changes the key of a stream; a table keeps its key. Remove it.");
    }
    ExpressionTyper typer = new ExpressionTyper(scope.in("PARTITION BY"), types);
    List<TypedExpression> keys = new ArrayList<>();
    for (Expression expression : query.partitionBy()) {
      TypedExpression key = typer.type(expression);
      if (key.type() == NULL && query.partitionBy().size() > 1) {
        throw Refusal.of(
            ErrorCode.INVALID_STATEMENT,
            expression.location(),
            "PARTITION BY several expressions cannot have NULL among them. Remove it.");
      }
      if (key.type() != NULL) {
        keys.add(key);
      }
    }
    if (scope.source().keyWindow().isPresent() && !keys.equals(sourceKeys(scope))) {
      throw Refusal.unsupported(
          query.partitionBy().get(0).location(),
          "The keys of [%s] hold a window, which is of its own key, so PARTITION BY cannot change"
              + " it. Remove it.",
          scope.source().name());
    }
    return keys;
  }

  private List<TypedExpression> sourceKeys(SourceScope scope) {
    return scope.source().columns(Column.Role.KEY).stream()
        .<TypedExpression>map(catalog.input(scope.source())::slot)
        .toList();
  }
}

package dev.recency.plan.analysis;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.Column;
import dev.recency.plan.Query.Lifetime;
import dev.recency.plan.Query.TableAggregate;
import dev.recency.plan.Source;
import dev.recency.plan.function.AggregateSignatures;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Query;
import java.util.List;

/** What is different where a query reads a table: its rows are replaced and deleted. */
final class TableRules {
  private TableRules() {}

  /** Refuses what no table can give. */
  static void check(Catalog catalog, Query query, Source source, Location location) {
    if (catalog.grouped(source.name()).filter(each -> !unwindowed(each)).isPresent()) {
      throw Refusal.of(
          ErrorCode.WINDOW,
          location,
          "[%s] is the result of a WINDOW, and no statement reads such a table. Declare a stream"
              + " over its topic with CREATE STREAM name (columns) WITH (KAFKA_TOPIC = '%s', …) and"
              + " read that.",
          source.name(),
          source.serialization().topic());
    }
    boolean keepsRows = query.where().isPresent() || !query.groupBy().isEmpty();
    if (source.kind() == Source.Kind.TABLE && source.keyWindow().isPresent() && keepsRows) {
      throw Refusal.of(
          ErrorCode.WINDOW,
          location,
          "The keys of the table [%s] hold a window, and neither WHERE nor GROUP BY reads such a"
              + " table. Declare a stream over its topic and read that.",
          source.name());
    }
    if (source.kind() == Source.Kind.TABLE && query.window().isPresent()) {
      throw Refusal.of(
          ErrorCode.WINDOW,
          query.window().get().location(),
          "A WINDOW is over events, and [%s] is a table: of each key it has the newest row and no"
              + " history. Remove WINDOW, or declare its topic as a STREAM to aggregate its"
              + " records.",
          source.name());
    }
  }

  private static boolean unwindowed(dev.recency.plan.Query.Grouped query) {
    return query instanceof Lifetime || query instanceof TableAggregate;
  }

  /** The primary key of a table, over its input's layout. */
  static List<TypedExpression> primaryKey(Catalog catalog, Source table) {
    return table.columns(Column.Role.KEY).stream()
        .<TypedExpression>map(catalog.input(table)::slot)
        .toList();
  }

  /** Refuses aggregates that cannot take out the row that is replaced. */
  static void requireUndo(List<AggregateCall> aggregates, Source source, Location location) {
    List<String> others =
        aggregates.stream()
            .map(AggregateCall::function)
            .filter(name -> !AggregateSignatures.undoes(name))
            .distinct()
            .sorted()
            .toList();
    if (source.kind() == Source.Kind.TABLE && !others.isEmpty()) {
      throw Refusal.of(
          ErrorCode.AGGREGATE_MISUSE,
          location,
          "%s cannot take a row back, and the rows of the table [%s] are replaced and deleted. Over"
              + " a table run %s. Declare its topic as a STREAM to aggregate its records.",
          String.join(", ", others),
          source.name(),
          String.join(", ", AggregateSignatures.undoableNames()));
    }
  }
}

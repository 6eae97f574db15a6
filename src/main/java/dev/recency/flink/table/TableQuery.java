package dev.recency.flink.table;

import dev.recency.command.CommandEncoder;
import dev.recency.expression.ErrorListener;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.expression.Surroundings;
import dev.recency.expression.TableReading;
import dev.recency.flink.Definitions;
import dev.recency.flink.keyed.KeyedQuery;
import dev.recency.flink.keyed.PlannedQuery;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.flink.statement.TaskSurroundings;
import dev.recency.operator.LifetimeAggregate;
import dev.recency.operator.TableFilter;
import dev.recency.operator.TableRecord;
import dev.recency.operator.TableRows;
import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A statement over a table, by its id: WHERE by primary key, or an aggregate by group behind {@link
 * TableRowsHost}.
 */
public record TableQuery(Definitions definitions, String id) implements KeyedQuery {

  @Override
  public Running open(ErrorListener errors) {
    Query.OverTable query = TableQueries.find(definitions.plan(), id);
    return query instanceof Query.TableAggregate aggregate
        ? aggregate(aggregate, errors)
        : filter((Query.FilteredTable) query);
  }

  /** Its rows are those of the sink already. */
  private static Running filter(Query.FilteredTable query) {
    return new Running(
        new TableFilter(query.id()),
        new RowCodec(PlannedQuery.types(query.primaryKey())),
        new RowCodec(TableRecord.types(TableReading.types(query))),
        List.of(statement(query, row -> row)));
  }

  private static Running aggregate(Query.TableAggregate query, ErrorListener errors) {
    Surroundings surroundings = TaskSurroundings.create();
    Filter having = Filter.compile(query.id(), query.having(), errors, surroundings);
    Projection projection =
        Projection.compile(query.id(), query.projection(), errors, surroundings);
    return new Running(
        LifetimeAggregate.of(query, having::accepts),
        new RowCodec(PlannedQuery.types(query.groupBy())),
        new RowCodec(TableRows.changeTypes(query)),
        List.of(statement(query, projection::apply)));
  }

  private static Statement statement(Query query, UnaryOperator<Row> projection) {
    CommandEncoder encoder = CommandEncoder.of(query);
    return new Statement(
        query.id(),
        query.sink().serialization().topic(),
        (row, kind, asOfMillis, arrivalMillis) ->
            encoder.encode(projection.apply(row), kind, false, asOfMillis, arrivalMillis),
        query.sink().timestamp().isPresent());
  }
}

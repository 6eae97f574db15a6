package dev.recency.flink.keyed;

import dev.recency.command.CommandEncoder;
import dev.recency.expression.ErrorListener;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.expression.Surroundings;
import dev.recency.flink.Definitions;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.flink.statement.TaskSurroundings;
import dev.recency.operator.LifetimeAggregate;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import java.util.List;

/** A query of some definitions, by its id. */
public record PlannedQuery(Definitions definitions, String queryId) implements KeyedQuery {

  @Override
  public Running open(ErrorListener errors) {
    return running(find(definitions.plan(), queryId), errors);
  }

  static Query.Lifetime find(Plan plan, String queryId) {
    for (Query query : plan.queries()) {
      if (query.id().equals(queryId) && query instanceof Query.Lifetime lifetime) {
        return lifetime;
      }
    }
    throw new IllegalArgumentException("no keyed query [" + queryId + "] in the plan");
  }

  static Running running(Query.Lifetime query, ErrorListener errors) {
    Surroundings surroundings = TaskSurroundings.create();
    Filter having = Filter.compile(query.id(), query.having(), errors, surroundings);
    Projection projection =
        Projection.compile(query.id(), query.projection(), errors, surroundings);
    CommandEncoder encoder = CommandEncoder.of(query);
    return new Running(
        LifetimeAggregate.of(query, having::accepts),
        new RowCodec(types(query.groupBy())),
        new RowCodec(types(arguments(query))),
        (row, kind, asOfMillis, arrivalMillis) ->
            encoder.encode(projection.apply(row), kind, false, asOfMillis, arrivalMillis),
        query.sink().timestamp().isPresent());
  }

  static List<TypedExpression> arguments(Query.Lifetime query) {
    return query.aggregates().stream().flatMap(call -> call.arguments().stream()).toList();
  }

  static List<SqlType> types(List<TypedExpression> expressions) {
    return expressions.stream().map(TypedExpression::type).toList();
  }
}

package dev.recency.simulator;

import dev.recency.expression.ErrorListener;
import dev.recency.expression.Surroundings;
import dev.recency.operator.KeyedOperator;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import dev.recency.plan.row.Row;
import dev.recency.window.SlidingWindows;
import dev.recency.window.SlidingWindows.Decay;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * How runners work.
 *
 * @param maxFutureMillis how far a TIMESTAMP column of a sink may be ahead
 * @param decay which instants of decay are emitted
 * @param forgets whether a live header is forgotten, asked after each call of an operator
 * @param operators how the operators of shared logs are made, and which are replaced
 */
record RunnerOptions(
    ErrorListener errors,
    Surroundings surroundings,
    long maxFutureMillis,
    Decay decay,
    BooleanSupplier forgets,
    Operators operators) {

  /** Makes the operators of shared logs, and may replace those over tables. */
  @FunctionalInterface
  interface Operators {
    /** An operator as {@link SlidingWindows#of} makes it. */
    KeyedOperator of(SharedLog log, List<Predicate<Row>> having, Decay decay);

    /** The operator that takes the records of a table, for which it may give another. */
    default KeyedOperator overTable(Query.OverTable query, KeyedOperator operator) {
      return operator;
    }
  }

  /** The runners of a plan, in the order of their first statements. */
  List<Runner> runners(Plan plan, Output output) {
    List<SharedLog> logs = SharedLog.of(plan);
    List<Runner> runners = new ArrayList<>();
    for (Query query : plan.queries()) {
      if (query instanceof Query.Transform transform) {
        runners.add(new TransformRunner(transform, this, output));
      } else if (query instanceof Query.Lifetime lifetime) {
        runners.add(KeyedRunner.of(lifetime, this, output));
      } else if (query instanceof Query.OverTable overTable) {
        runners.add(overTable(overTable, output));
      } else if (query instanceof Query.Windowed windowed) {
        runners.add(KeyedRunner.of(windowed, this, output));
      } else {
        logs.stream()
            .filter(log -> log.statements().get(0).id().equals(query.id()))
            .forEach(log -> runners.add(KeyedRunner.of(log, this, output)));
      }
    }
    return runners;
  }

  private Runner overTable(Query.OverTable query, Output output) {
    return query instanceof Query.TableAggregate aggregate
        ? new TableAggregateRunner(aggregate, this, output)
        : new TableFilterRunner((Query.FilteredTable) query, this, output);
  }
}

package dev.recency.aggregate;

import dev.recency.aggregate.Aggregates.Meaning;
import dev.recency.plan.AggregateCall;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate and what it should be.
 *
 * @param argument type of its argument
 * @param truth the value over these events, in any order, computed from scratch
 */
record Subject(
    String name,
    Aggregate<Object> aggregate,
    SqlType argument,
    Function<List<WindowEvent>, @Nullable Object> truth) {

  /** A function over one argument under {@code WINDOW SLIDING}. */
  static Subject of(
      String function,
      SqlType argument,
      List<Object> parameters,
      SqlType result,
      Function<List<WindowEvent>, @Nullable Object> truth) {
    return new Subject(
        function + "(" + argument + ") " + parameters,
        aggregate(function, argument, parameters, result),
        argument,
        truth);
  }

  @SuppressWarnings("unchecked")
  static Aggregate<Object> aggregate(
      String function, SqlType argument, List<Object> parameters, SqlType result) {
    AggregateCall call =
        new AggregateCall(
            function, List.of(new TypedExpression.Slot(0, "X", argument)), parameters, result);
    return (Aggregate<Object>) Aggregates.of(call, new int[] {0}, Meaning.SLIDING);
  }

  @Override
  public String toString() {
    return name;
  }
}

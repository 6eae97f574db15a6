package dev.recency.plan;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import java.util.List;

/**
 * One use of an aggregate function.
 *
 * @param function its name, upper-case
 * @param arguments over the input's layout; empty for {@code COUNT(*)}
 * @param type of the result
 */
public record AggregateCall(String function, List<TypedExpression> arguments, SqlType type) {
  public AggregateCall {
    arguments = List.copyOf(arguments);
  }
}

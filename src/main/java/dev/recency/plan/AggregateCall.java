package dev.recency.plan;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import java.util.List;

/**
 * One use of an aggregate function.
 *
 * @param function its name, upper-case
 * @param arguments over the input's layout; empty for {@code COUNT(*)}
 * @param parameters the constants behind them, such as the 3 of {@code TOPK(x, 3)}: {@code
 *     Integer}, for COLLECT_LIST and COLLECT_SET the limit if one is set, or {@code Boolean} for whether NULLs are ignored
 * @param type of the result
 */
public record AggregateCall(
    String function, List<TypedExpression> arguments, List<Object> parameters, SqlType type) {
  public AggregateCall {
    arguments = List.copyOf(arguments);
    parameters = List.copyOf(parameters);
  }
}

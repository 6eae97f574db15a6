package dev.recency.plan.analysis;

import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.tree.Expression.FunctionCall;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a function that gives several rows may stand: nowhere that needs one value. */
final class TableFunctionRules {
  private final Scope scope;

  /** What is being typed that has one value, in words. */
  private Optional<String> oneValue = Optional.empty();

  TableFunctionRules(Scope scope) {
    this.scope = scope;
  }

  /** Refuses a table function that may not stand here. */
  void check(FunctionCall call) {
    if (oneValue.isPresent()) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          call.location(),
          "The table function %s may not stand in %s, because it gives several rows. Write its rows"
              + " to a stream of their own and read that.",
          call.name(),
          oneValue.get());
    }
    scope.requireTableFunctions(call);
  }

  /** Types what may hold no table function. */
  <T> T without(String place, Supplier<T> typing) {
    Optional<String> outer = oneValue;
    oneValue = Optional.of(place);
    try {
      return typing.get();
    } finally {
      oneValue = outer;
    }
  }

  /** A call of a table function, from what types it as if it were a scalar one. */
  TypedExpression tableCall(Supplier<TypedExpression> typing) {
    TypedExpression.Call call = (TypedExpression.Call) without("another table function", typing);
    return new TypedExpression.TableCall(call.function(), call.arguments().get(0), call.type());
  }
}

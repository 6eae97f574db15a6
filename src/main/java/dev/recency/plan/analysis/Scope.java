package dev.recency.plan.analysis;

import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Expression;
import java.util.Optional;

/** What names mean where an expression stands. */
interface Scope {
  /** The column, or a refusal. */
  TypedExpression column(Expression.ColumnReference reference);

  /** The result of an aggregate, or a refusal where none may stand. */
  TypedExpression aggregate(Expression.FunctionCall call);

  /** Refuses a table function where none may stand. */
  void requireTableFunctions(Expression.FunctionCall call);

  /** A whole expression that has a name of its own here, such as a GROUP BY expression. */
  default Optional<TypedExpression> known(Expression expression) {
    return Optional.empty();
  }

  /** Something that the author of the script should know. */
  void warn(Location location, String text);

  /** Something that ksqlDB would refuse. */
  void extended(Location location, String text);
}

package dev.recency.plan.function;

import dev.recency.plan.type.SqlType;
import java.util.List;

/** What the planner knows of an argument before the function's form is chosen. */
public sealed interface Argument {
  /**
   * An expression of this type; the bare literal NULL has the type NULL and fits everywhere. A unit
   * of time ({@code MINUTES}) is a STRING.
   */
  record ValueArgument(SqlType type) implements Argument {}

  /** A lambda; its body can be typed once the types of its parameters are known. */
  record LambdaArgument(int arity, LambdaTyper typer) implements Argument {}

  /** Types the body of a lambda; may throw the planner's own error about the body. */
  @FunctionalInterface
  interface LambdaTyper {
    /** The body's type if the parameters have these types. */
    SqlType bodyType(List<SqlType> parameterTypes);
  }
}

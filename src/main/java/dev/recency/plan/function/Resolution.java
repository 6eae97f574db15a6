package dev.recency.plan.function;

import dev.recency.plan.type.SqlType;
import java.util.List;
import java.util.Optional;

/** The answer to a call of a function. */
public sealed interface Resolution {
  /**
   * The form that fits.
   *
   * @param parameterTypes the type each argument is to be cast to; a lambda's entry is the type
   *     that its body is to have
   * @param lambdaParameters the types of each argument's lambda parameters, empty if no lambda
   * @param result the type of the call
   */
  record Resolved(
      FunctionSignature signature,
      List<SqlType> parameterTypes,
      List<List<SqlType>> lambdaParameters,
      SqlType result)
      implements Resolution {
    public Resolved {
      parameterTypes = List.copyOf(parameterTypes);
      lambdaParameters = List.copyOf(lambdaParameters);
    }
  }

  /** No function has this name; perhaps a similar one was meant. */
  record UnknownFunction(Optional<String> didYouMean) implements Resolution {}

  /** The function exists but takes other arguments; the message names the given and all forms. */
  record NoMatch(String message) implements Resolution {}
}

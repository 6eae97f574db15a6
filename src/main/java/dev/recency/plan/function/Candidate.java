package dev.recency.plan.function;

import dev.recency.plan.function.Argument.LambdaArgument;
import dev.recency.plan.function.Argument.ValueArgument;
import dev.recency.plan.function.Resolution.Resolved;
import dev.recency.plan.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A signature that fits the values of a call; its lambdas are typed only if it is chosen. */
record Candidate(FunctionSignature signature, TypeBindings bindings, int cost) {

  /** Null if the arguments do not fit. */
  static @Nullable Candidate of(FunctionSignature signature, List<? extends Argument> arguments) {
    if (!signature.acceptsCount(arguments.size())) {
      return null;
    }
    TypeBindings bindings = new TypeBindings();
    for (int i = 0; i < arguments.size(); i++) {
      if (!fits(signature.parameter(i), arguments.get(i), bindings)) {
        return null;
      }
    }
    return new Candidate(signature, bindings, bindings.cost());
  }

  private static boolean fits(TypePattern pattern, Argument argument, TypeBindings bindings) {
    if (argument instanceof LambdaArgument lambda) {
      return pattern instanceof TypePattern.LambdaOf expected
          && expected.parameters().size() == lambda.arity();
    }
    return bindings.accept(pattern, ((ValueArgument) argument).type());
  }

  /**
   * Types the lambdas, again if one of them widened a variable that others see (the sum that an
   * INTEGER start and a BIGINT body make is a BIGINT). Empty if a body's type does not fit.
   */
  Optional<Resolved> complete(List<? extends Argument> arguments) {
    Map<String, SqlType> before;
    List<List<SqlType>> lambdaParameters;
    do {
      before = bindings.snapshot();
      lambdaParameters = new ArrayList<>();
      for (int i = 0; i < arguments.size(); i++) {
        if (!(arguments.get(i) instanceof LambdaArgument lambda)) {
          lambdaParameters.add(List.of());
          continue;
        }
        TypePattern.LambdaOf pattern = (TypePattern.LambdaOf) signature.parameter(i);
        List<SqlType> parameters = bindings.substituteAll(pattern.parameters());
        lambdaParameters.add(parameters);
        if (!bindings.accept(pattern.result(), lambda.typer().bodyType(parameters))) {
          return Optional.empty();
        }
      }
    } while (widened(before));
    return Optional.of(
        new Resolved(
            signature,
            parameterTypes(arguments),
            lambdaParameters,
            ResultTypes.of(signature, bindings)));
  }

  /** Whether a variable that was bound before has another type now. */
  private boolean widened(Map<String, SqlType> before) {
    Map<String, SqlType> after = bindings.snapshot();
    return before.entrySet().stream()
        .anyMatch(entry -> !entry.getValue().equals(after.get(entry.getKey())));
  }

  private List<SqlType> parameterTypes(List<? extends Argument> arguments) {
    List<SqlType> types = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      TypePattern pattern = signature.parameter(i);
      types.add(
          pattern instanceof TypePattern.LambdaOf lambda
              ? bindings.substitute(lambda.result())
              : bindings.parameterType(pattern, ((ValueArgument) arguments.get(i)).type()));
    }
    return types;
  }
}

package dev.recency.plan.function;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One form of a scalar function.
 *
 * @param name upper-case
 * @param parameters one pattern per parameter; the last repeats (once or more) if variadic
 * @param result the type of the result
 */
public record FunctionSignature(
    String name, List<TypePattern> parameters, boolean variadic, TypePattern result) {
  public FunctionSignature {
    parameters = List.copyOf(parameters);
  }

  /** Whether a call may have this many arguments. */
  public boolean acceptsCount(int arguments) {
    return variadic ? arguments >= parameters.size() : arguments == parameters.size();
  }

  /** The pattern of the argument at this index. */
  public TypePattern parameter(int index) {
    return parameters.get(Math.min(index, parameters.size() - 1));
  }

  /** As in the catalog's tables, without the result: {@code CONCAT_WS(STRING, STRING...)}. */
  public String call() {
    return name
        + parameters.stream()
            .map(TypePattern::toString)
            .collect(Collectors.joining(", ", "(", variadic ? "...)" : ")"));
  }

  /** As in the catalog's tables: {@code LEN(STRING) -> INTEGER}. */
  @Override
  public String toString() {
    return call() + " -> " + result;
  }
}

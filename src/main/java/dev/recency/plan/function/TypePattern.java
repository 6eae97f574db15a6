package dev.recency.plan.function;

import dev.recency.plan.type.SqlType;
import java.util.List;

/** What a function's parameter accepts, or its result is, with variables for generic types. */
public sealed interface TypePattern {
  /** Exactly this type (numbers widen to it). */
  record Exact(SqlType type) implements TypePattern {}

  /** DECIMAL of any precision and scale. */
  record AnyDecimal() implements TypePattern {}

  /** STRUCT of any fields. */
  record AnyStruct() implements TypePattern {}

  /** The same type wherever this variable stands in one signature. */
  record Variable(String name) implements TypePattern {}

  /** Any type at all, each argument for itself. */
  record Any() implements TypePattern {}

  /** ARRAY of a pattern. */
  record ArrayOf(TypePattern element) implements TypePattern {}

  /** MAP of patterns. */
  record MapOf(TypePattern key, TypePattern value) implements TypePattern {}

  /** A lambda from parameters to a result. */
  record LambdaOf(List<TypePattern> parameters, TypePattern result) implements TypePattern {
    public LambdaOf {
      parameters = List.copyOf(parameters);
    }
  }
}

package dev.recency.plan.function;

import dev.recency.plan.type.SqlType;

/** Result types that follow from more than the variables of a signature. */
final class ResultTypes {
  private ResultTypes() {}

  static SqlType of(FunctionSignature signature, TypeBindings bindings) {
    SqlType type = bindings.substitute(signature.result());
    boolean whole =
        signature.parameters().size() == 1
            && (signature.name().equals("ROUND") || signature.name().equals("TRUNC"));
    if (whole && type instanceof SqlType.Decimal decimal) {
      return new SqlType.Decimal(Math.max(1, decimal.precision() - decimal.scale()), 0);
    }
    return type;
  }
}

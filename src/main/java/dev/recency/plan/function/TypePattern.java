package dev.recency.plan.function;

import dev.recency.plan.type.SqlType;
import java.util.List;
import java.util.stream.Collectors;

/** What a function's parameter accepts, or its result is, with variables for generic types. */
public sealed interface TypePattern {
  /** Exactly this type (numbers widen to it). */
  record Exact(SqlType type) implements TypePattern {
    @Override
    public String toString() {
      return type.toString();
    }
  }

  /** DECIMAL of any precision and scale; several in one signature widen to one type. */
  record AnyDecimal() implements TypePattern {
    @Override
    public String toString() {
      return "DECIMAL";
    }
  }

  /** STRUCT of any fields. */
  record AnyStruct() implements TypePattern {
    @Override
    public String toString() {
      return "STRUCT";
    }
  }

  /** The same type wherever this variable stands in one signature. */
  record Variable(String name) implements TypePattern {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Any type at all, each argument for itself. */
  record Any() implements TypePattern {
    @Override
    public String toString() {
      return "ANY";
    }
  }

  /** ARRAY of a pattern. */
  record ArrayOf(TypePattern element) implements TypePattern {
    @Override
    public String toString() {
      return "ARRAY<" + element + ">";
    }
  }

  /** MAP of patterns. */
  record MapOf(TypePattern key, TypePattern value) implements TypePattern {
    @Override
    public String toString() {
      return "MAP<" + key + ", " + value + ">";
    }
  }

  /** STRUCT of these fields; only results use it. */
  record StructOf(List<FieldOf> fields) implements TypePattern {
    public StructOf {
      fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
      return fields.stream()
          .map(field -> field.name() + " " + field.type())
          .collect(Collectors.joining(", ", "STRUCT<", ">"));
    }
  }

  /** One field of a {@link StructOf}. */
  record FieldOf(String name, TypePattern type) {}

  /** A lambda from parameters to a result. */
  record LambdaOf(List<TypePattern> parameters, TypePattern result) implements TypePattern {
    public LambdaOf {
      parameters = List.copyOf(parameters);
    }

    @Override
    public String toString() {
      return parameters.stream()
          .map(TypePattern::toString)
          .collect(Collectors.joining(", ", "(", ") => " + result));
    }
  }
}

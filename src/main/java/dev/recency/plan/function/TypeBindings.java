package dev.recency.plan.function;

import dev.recency.plan.function.TypePattern.FieldOf;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the variables of one signature stand for in one call, and what its widenings cost. */
final class TypeBindings {
  private static final String DECIMAL = "DECIMAL";
  private static final int STRING_TO_TEMPORAL = 10;

  private final Map<String, SqlType> variables = new HashMap<>();
  private int cost;

  /** Sum of the steps that arguments have to go; a STRING read as a moment costs more than any. */
  int cost() {
    return cost;
  }

  /** Whether the argument fits; binds and widens variables. */
  boolean accept(TypePattern pattern, SqlType argument) {
    if (argument == Simple.NULL) {
      return !(pattern instanceof TypePattern.LambdaOf);
    }
    if (pattern instanceof TypePattern.Exact exact) {
      if (argument == Simple.STRING && exact.type().temporal()) {
        return addCost(STRING_TO_TEMPORAL);
      }
      Optional<SqlType> common = widen(argument, exact.type());
      return common.isPresent() && common.get().equals(exact.type());
    }
    if (pattern instanceof TypePattern.AnyDecimal) {
      if (argument instanceof SqlType.Decimal) {
        return bind(DECIMAL, argument);
      }
      return Numbers.asDecimal(argument)
          .map(type -> addCost(1) && bind(DECIMAL, type))
          .orElse(false);
    }
    if (pattern instanceof TypePattern.Variable variable) {
      return bind(variable.name(), argument);
    }
    if (pattern instanceof TypePattern.ArrayOf array) {
      return argument instanceof SqlType.Array given && accept(array.element(), given.element());
    }
    if (pattern instanceof TypePattern.MapOf map) {
      return argument instanceof SqlType.MapOf given
          && accept(map.key(), given.key())
          && accept(map.value(), given.value());
    }
    if (pattern instanceof TypePattern.AnyStruct) {
      return argument instanceof SqlType.Struct;
    }
    return pattern instanceof TypePattern.Any;
  }

  private boolean bind(String variable, SqlType argument) {
    SqlType bound = variables.get(variable);
    if (bound == null) {
      variables.put(variable, argument);
      return true;
    }
    Optional<SqlType> common = widen(argument, bound);
    common.ifPresent(type -> variables.put(variable, type));
    return common.isPresent();
  }

  private Optional<SqlType> widen(SqlType given, SqlType wanted) {
    if (given.equals(wanted)) {
      return Optional.of(wanted);
    }
    Optional<SqlType> common = Numbers.common(given, wanted);
    if (common.isPresent()) {
      cost += Math.abs(Numbers.rank(given) - Numbers.rank(wanted));
    }
    return common;
  }

  private boolean addCost(int more) {
    cost += more;
    return true;
  }

  /** The type that this argument is to have. */
  SqlType parameterType(TypePattern pattern, SqlType argument) {
    return pattern instanceof TypePattern.Any || pattern instanceof TypePattern.AnyStruct
        ? argument
        : substitute(pattern);
  }

  /** The pattern with its variables replaced; NULL where only NULL literals were given. */
  SqlType substitute(TypePattern pattern) {
    if (pattern instanceof TypePattern.Exact exact) {
      return exact.type();
    }
    if (pattern instanceof TypePattern.AnyDecimal) {
      return variables.getOrDefault(DECIMAL, new SqlType.Decimal(1, 0));
    }
    if (pattern instanceof TypePattern.Variable variable) {
      return variables.getOrDefault(variable.name(), Simple.NULL);
    }
    if (pattern instanceof TypePattern.ArrayOf array) {
      return new SqlType.Array(substitute(array.element()));
    }
    if (pattern instanceof TypePattern.MapOf map) {
      return new SqlType.MapOf(substitute(map.key()), substitute(map.value()));
    }
    if (pattern instanceof TypePattern.StructOf struct) {
      return new SqlType.Struct(struct.fields().stream().map(this::field).toList());
    }
    throw new IllegalStateException("No type of its own: " + pattern);
  }

  private SqlType.Field field(FieldOf field) {
    return new SqlType.Field(field.name(), substitute(field.type()));
  }

  List<SqlType> substituteAll(List<TypePattern> patterns) {
    return patterns.stream().map(this::substitute).toList();
  }

  Map<String, SqlType> snapshot() {
    return Map.copyOf(variables);
  }
}

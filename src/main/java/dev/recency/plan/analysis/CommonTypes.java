package dev.recency.plan.analysis;

import static dev.recency.plan.type.SqlType.Simple.BOOLEAN;
import static dev.recency.plan.type.SqlType.Simple.BYTES;
import static dev.recency.plan.type.SqlType.Simple.NULL;
import static dev.recency.plan.type.SqlType.Simple.STRING;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The type of a list of expressions: of IN, of ARRAY, of the values of a MAP, of the branches of
 * CASE. The first expression that is not NULL sets it, the others widen it; constants adapt to it,
 * and so do the parts of constructors. A STRUCT gets the fields of all.
 */
final class CommonTypes {
  private CommonTypes() {}

  /** The type that all of these convert to; empty if there is none. NULL if all are NULL. */
  static Optional<SqlType> of(List<TypedExpression> expressions) {
    return widened(NULL, expressions);
  }

  private static Optional<SqlType> widened(SqlType start, List<TypedExpression> expressions) {
    SqlType common = start;
    for (TypedExpression expression : expressions) {
      Optional<SqlType> both = both(common, expression);
      if (both.isEmpty()) {
        return Optional.empty();
      }
      common = both.get();
    }
    return Optional.of(common);
  }

  private static Optional<SqlType> both(SqlType common, TypedExpression expression) {
    SqlType type = expression.type();
    if (common == NULL) {
      return Optional.of(type);
    }
    if (type == NULL) {
      return Optional.of(common);
    }
    if (expression instanceof TypedExpression.MakeArray array
        && common instanceof SqlType.Array wanted) {
      return widened(wanted.element(), array.elements()).map(SqlType.Array::new);
    }
    if (expression instanceof TypedExpression.MakeMap map
        && common instanceof SqlType.MapOf wanted) {
      return widened(wanted.key(), map.keys())
          .flatMap(
              key ->
                  widened(wanted.value(), map.values())
                      .map(value -> new SqlType.MapOf(key, value)));
    }
    if (expression instanceof TypedExpression.MakeStruct struct
        && common instanceof SqlType.Struct wanted) {
      return struct(struct, wanted);
    }
    return expression instanceof TypedExpression.Constant constant
        ? constant(common, constant)
        : of(common, type);
  }

  private static Optional<SqlType> constant(SqlType common, TypedExpression.Constant constant) {
    if (Constants.isText(constant) && common != STRING && common != BYTES) {
      return Constants.typeOfText(constant, common)
          .map(parsed -> common.numeric() ? Coercion.wider(common, parsed) : common);
    }
    boolean plain = constant.type().numeric() || constant.type() == BOOLEAN;
    return common == STRING && plain ? Optional.of(STRING) : of(common, constant.type());
  }

  /** First the fields of the constructor, then those that only the other type has. */
  private static Optional<SqlType> struct(TypedExpression.MakeStruct struct, SqlType.Struct other) {
    List<SqlType.Field> fields = new ArrayList<>();
    for (String name : names(struct.type(), other)) {
      int own = struct.type().indexOf(name);
      int others = other.indexOf(name);
      SqlType start = others < 0 ? NULL : other.fields().get(others).type();
      Optional<SqlType> type = own < 0 ? Optional.of(start) : both(start, struct.values().get(own));
      if (type.isEmpty()) {
        return Optional.empty();
      }
      fields.add(new SqlType.Field(name, type.get()));
    }
    return Optional.of(new SqlType.Struct(fields));
  }

  private static Set<String> names(SqlType.Struct first, SqlType.Struct second) {
    Set<String> names = new LinkedHashSet<>();
    first.fields().forEach(field -> names.add(field.name()));
    second.fields().forEach(field -> names.add(field.name()));
    return names;
  }

  /** The type that values of both convert to. */
  static Optional<SqlType> of(SqlType left, SqlType right) {
    if (left instanceof SqlType.Array first && right instanceof SqlType.Array second) {
      return of(first.element(), second.element()).map(SqlType.Array::new);
    }
    if (left instanceof SqlType.MapOf first && right instanceof SqlType.MapOf second) {
      return of(first.key(), second.key())
          .flatMap(
              key -> of(first.value(), second.value()).map(value -> new SqlType.MapOf(key, value)));
    }
    if (left instanceof SqlType.Struct first && right instanceof SqlType.Struct second) {
      return structs(first, second);
    }
    if (left == STRING && readsText(right)) {
      return Optional.of(right);
    }
    return right == STRING && readsText(left) ? Optional.of(left) : Coercion.common(left, right);
  }

  /** Moments and bytes: texts beside them are read as such, even those that are no constants. */
  private static boolean readsText(SqlType type) {
    return type.temporal() || type == BYTES;
  }

  private static Optional<SqlType> structs(SqlType.Struct left, SqlType.Struct right) {
    List<SqlType.Field> fields = new ArrayList<>();
    for (String name : names(left, right)) {
      int first = left.indexOf(name);
      int second = right.indexOf(name);
      Optional<SqlType> type =
          of(
              first < 0 ? NULL : left.fields().get(first).type(),
              second < 0 ? NULL : right.fields().get(second).type());
      if (type.isEmpty()) {
        return Optional.empty();
      }
      fields.add(new SqlType.Field(name, type.get()));
    }
    return Optional.of(new SqlType.Struct(fields));
  }
}

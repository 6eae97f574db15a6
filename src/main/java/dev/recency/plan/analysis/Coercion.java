package dev.recency.plan.analysis;

import static dev.recency.plan.type.SqlType.Simple.BIGINT;
import static dev.recency.plan.type.SqlType.Simple.BYTES;
import static dev.recency.plan.type.SqlType.Simple.DOUBLE;
import static dev.recency.plan.type.SqlType.Simple.INTEGER;
import static dev.recency.plan.type.SqlType.Simple.NULL;
import static dev.recency.plan.type.SqlType.Simple.STRING;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Implicit conversions. Numbers widen INTEGER to BIGINT to DECIMAL to DOUBLE; constants adapt to
 * what they stand beside; collections convert element by element. Lists: {@link CommonTypes}.
 */
final class Coercion {
  private static final SqlType.Decimal INTEGER_DIGITS = new SqlType.Decimal(10, 0);
  private static final SqlType.Decimal BIGINT_DIGITS = new SqlType.Decimal(19, 0);

  private Coercion() {}

  /** The DECIMAL that holds every value of a numeric type that is not DOUBLE. */
  static SqlType.Decimal decimal(SqlType type) {
    if (type instanceof SqlType.Decimal decimal) {
      return decimal;
    }
    return type == INTEGER ? INTEGER_DIGITS : BIGINT_DIGITS;
  }

  /** The narrowest numeric type that holds both. */
  static SqlType wider(SqlType left, SqlType right) {
    if (left == DOUBLE || right == DOUBLE) {
      return DOUBLE;
    }
    if (left instanceof SqlType.Decimal || right instanceof SqlType.Decimal) {
      SqlType.Decimal first = decimal(left);
      SqlType.Decimal second = decimal(right);
      int scale = Math.max(first.scale(), second.scale());
      int whole = Math.max(first.precision() - first.scale(), second.precision() - second.scale());
      return new SqlType.Decimal(whole + scale, scale);
    }
    return left == BIGINT || right == BIGINT ? BIGINT : INTEGER;
  }

  /** The type that values of both convert to. */
  static Optional<SqlType> common(SqlType left, SqlType right) {
    if (left.equals(right) || right == NULL) {
      return Optional.of(left);
    }
    if (left == NULL) {
      return Optional.of(right);
    }
    if (left.numeric() && right.numeric()) {
      return Optional.of(wider(left, right));
    }
    if (left instanceof SqlType.Array first && right instanceof SqlType.Array second) {
      return common(first.element(), second.element()).map(SqlType.Array::new);
    }
    if (left instanceof SqlType.MapOf first && right instanceof SqlType.MapOf second) {
      return common(first.key(), second.key())
          .flatMap(
              key ->
                  common(first.value(), second.value())
                      .map(value -> new SqlType.MapOf(key, value)));
    }
    if (left instanceof SqlType.Struct first && right instanceof SqlType.Struct second) {
      return commonStruct(first, second);
    }
    return Optional.empty();
  }

  private static Optional<SqlType> commonStruct(SqlType.Struct left, SqlType.Struct right) {
    if (left.fields().size() != right.fields().size()) {
      return Optional.empty();
    }
    List<SqlType.Field> fields = new ArrayList<>();
    for (int i = 0; i < left.fields().size(); i++) {
      SqlType.Field first = left.fields().get(i);
      SqlType.Field second = right.fields().get(i);
      Optional<SqlType> type = common(first.type(), second.type());
      if (!first.name().equals(second.name()) || type.isEmpty()) {
        return Optional.empty();
      }
      fields.add(new SqlType.Field(first.name(), type.get()));
    }
    return Optional.of(new SqlType.Struct(fields));
  }

  /** The expression as a value of this type; empty if it does not convert by itself. */
  static Optional<TypedExpression> convert(TypedExpression expression, SqlType type) {
    if (expression.type().equals(type)) {
      return Optional.of(expression);
    }
    if (expression instanceof TypedExpression.Constant constant
        && !(type == BYTES && constant.type() == STRING)) {
      return Constants.convert(constant, type);
    }
    if (expression.type() == NULL) {
      return Optional.of(new TypedExpression.Cast(expression, type));
    }
    Optional<TypedExpression> constructed = construct(expression, type);
    if (constructed.isPresent()) {
      return constructed;
    }
    return CommonTypes.of(type, expression.type()).filter(type::equals).isPresent()
        ? Optional.of(new TypedExpression.Cast(expression, type))
        : Optional.empty();
  }

  /** A constructor converted part by part; a field that it lacks is NULL. */
  private static Optional<TypedExpression> construct(TypedExpression expression, SqlType type) {
    if (expression instanceof TypedExpression.MakeArray array
        && type instanceof SqlType.Array target) {
      return all(array.elements(), target.element())
          .map(elements -> new TypedExpression.MakeArray(elements, target));
    }
    if (expression instanceof TypedExpression.MakeMap map && type instanceof SqlType.MapOf target) {
      return all(map.keys(), target.key())
          .flatMap(
              keys ->
                  all(map.values(), target.value())
                      .map(values -> new TypedExpression.MakeMap(keys, values, target)));
    }
    return expression instanceof TypedExpression.MakeStruct struct
            && type instanceof SqlType.Struct target
        ? struct(struct, target)
        : Optional.empty();
  }

  private static Optional<TypedExpression> struct(
      TypedExpression.MakeStruct struct, SqlType.Struct target) {
    List<TypedExpression> values = new ArrayList<>();
    for (SqlType.Field field : target.fields()) {
      int index = struct.type().indexOf(field.name());
      Optional<TypedExpression> value =
          index < 0
              ? Optional.of(new TypedExpression.Constant(null, field.type()))
              : convert(struct.values().get(index), field.type());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    boolean lost =
        struct.type().fields().stream().anyMatch(field -> target.indexOf(field.name()) < 0);
    return lost ? Optional.empty() : Optional.of(new TypedExpression.MakeStruct(values, target));
  }

  /** All expressions as values of this type; empty if one does not convert. */
  static Optional<List<TypedExpression>> all(List<TypedExpression> expressions, SqlType type) {
    List<TypedExpression> converted = new ArrayList<>();
    for (TypedExpression expression : expressions) {
      Optional<TypedExpression> one = convert(expression, type);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      converted.add(one.get());
    }
    return Optional.of(converted);
  }
}

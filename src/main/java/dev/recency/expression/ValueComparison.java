package dev.recency.expression;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.type.TemporalText;
import dev.recency.plan.typed.TypedExpression.ComparisonOperator;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.function.ToLongFunction;

/** Compares two values that are not NULL, by their types: the dialect's coercions live here. */
@FunctionalInterface
interface ValueComparison {
  boolean test(Object left, Object right);

  static ValueComparison of(ComparisonOperator operator, SqlType left, SqlType right) {
    Relation relation = Relation.of(operator);
    if (left instanceof SqlType.Decimal || right instanceof SqlType.Decimal) {
      return (first, second) -> relation.holds(decimal(first).compareTo(decimal(second)), 0);
    }
    if (left.numeric() && right.numeric()) {
      return left == Simple.DOUBLE || right == Simple.DOUBLE
          ? (first, second) ->
              relation.holds(((Number) first).doubleValue(), ((Number) second).doubleValue())
          : (first, second) ->
              relation.holds(((Number) first).longValue(), ((Number) second).longValue());
    }
    if (left.temporal() || right.temporal()) {
      ToLongFunction<Object> first = temporal(left, right);
      ToLongFunction<Object> second = temporal(right, left);
      return (a, b) -> relation.holds(first.applyAsLong(a), second.applyAsLong(b));
    }
    if (left == Simple.STRING && right == Simple.STRING) {
      return strings(relation);
    }
    if (left == Simple.BYTES) {
      return (first, second) ->
          relation.holds(((ByteBuffer) first).compareTo((ByteBuffer) second), 0);
    }
    return equality(relation, left, right);
  }

  private static ValueComparison strings(Relation relation) {
    return switch (relation) {
      case EQUAL -> Object::equals;
      case NOT_EQUAL -> (left, right) -> !left.equals(right);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          (left, right) -> relation.holds(((String) left).compareTo((String) right), 0);
    };
  }

  /** Structs are equal only if their types are: the same fields in another order differ. */
  private static ValueComparison equality(Relation relation, SqlType left, SqlType right) {
    boolean wanted = relation == Relation.EQUAL;
    if (left instanceof SqlType.Struct && !left.equals(right)) {
      return (first, second) -> !wanted;
    }
    return (first, second) -> first.equals(second) == wanted;
  }

  /** A double is the decimal of its shortest text. */
  private static BigDecimal decimal(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    return value instanceof Double number
        ? BigDecimal.valueOf(number)
        : BigDecimal.valueOf(((Number) value).longValue());
  }

  /** A STRING is read as what it is compared with; a DATE beside a TIMESTAMP is its midnight. */
  private static ToLongFunction<Object> temporal(SqlType type, SqlType other) {
    if (type == Simple.STRING) {
      if (other == Simple.TIME) {
        return value -> TemporalText.timeOfDay((String) value);
      }
      return other == Simple.DATE
          ? value -> TemporalText.date((String) value)
          : value -> TemporalText.timestamp((String) value);
    }
    if (type == Simple.DATE && other == Simple.TIMESTAMP) {
      return value -> ((Number) value).longValue() * 86_400_000L;
    }
    return value -> ((Number) value).longValue();
  }
}

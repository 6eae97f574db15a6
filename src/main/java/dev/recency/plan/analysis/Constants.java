package dev.recency.plan.analysis;

import static dev.recency.plan.type.SqlType.Simple.BIGINT;
import static dev.recency.plan.type.SqlType.Simple.BOOLEAN;
import static dev.recency.plan.type.SqlType.Simple.DOUBLE;
import static dev.recency.plan.type.SqlType.Simple.INTEGER;
import static dev.recency.plan.type.SqlType.Simple.NULL;
import static dev.recency.plan.type.SqlType.Simple.STRING;

import dev.recency.plan.type.BooleanText;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.TemporalText;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.Constant;
import dev.recency.sql.tree.Literal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.util.Optional;

/** Constants: from literals, and adapted to the type that they stand beside. */
final class Constants {
  private static final int MAX_EXPONENT = 1000;

  private Constants() {}

  /** The constant that a literal is. */
  static Constant of(Literal literal) {
    if (literal instanceof Literal.BooleanLiteral value) {
      return new Constant(value.value(), BOOLEAN);
    }
    if (literal instanceof Literal.IntegerLiteral value) {
      return new Constant(value.value(), INTEGER);
    }
    if (literal instanceof Literal.LongLiteral value) {
      return new Constant(value.value(), BIGINT);
    }
    if (literal instanceof Literal.DecimalLiteral value) {
      return decimal(value.value());
    }
    if (literal instanceof Literal.DoubleLiteral value) {
      return new Constant(value.value(), DOUBLE);
    }
    if (literal instanceof Literal.StringLiteral value) {
      return new Constant(value.value(), STRING);
    }
    return new Constant(null, NULL);
  }

  private static Constant decimal(BigDecimal value) {
    BigDecimal plain = value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value;
    int precision = Math.max(plain.precision(), plain.scale());
    return new Constant(plain, new SqlType.Decimal(precision, plain.scale()));
  }

  /** Whether it is a text constant. */
  static boolean isText(TypedExpression expression) {
    return expression instanceof Constant constant && constant.type() == STRING;
  }

  /** The type that a text constant has when it is read as a value beside one of this type. */
  static Optional<SqlType> typeOfText(TypedExpression expression, SqlType beside) {
    String text = (String) ((Constant) expression).value();
    if (text == null) {
      return Optional.of(beside);
    }
    if (!beside.numeric()) {
      return parse(text, beside).map(Constant::type);
    }
    try {
      BigDecimal number = numberOf(text);
      if (beside == DOUBLE || text.matches(".*[eE].*")) {
        return Optional.of(DOUBLE);
      }
      if (number.scale() > 0) {
        return Optional.of(decimal(number).type());
      }
      BigInteger whole = number.toBigIntegerExact();
      return whole.bitLength() < 64
          ? Optional.of(whole.bitLength() < 32 ? INTEGER : BIGINT)
          : Optional.of(decimal(number).type());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The constant as one of this type; empty if it does not convert by itself. */
  static Optional<TypedExpression> convert(Constant constant, SqlType type) {
    Object value = constant.value();
    if (value == null) {
      return Optional.of(new Constant(null, type));
    }
    if (constant.type() == STRING) {
      return parse((String) value, type).map(TypedExpression.class::cast);
    }
    if (type == STRING) {
      String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
      return Optional.of(new Constant(text, STRING));
    }
    if (constant.type().numeric() && type.numeric()) {
      return number(new BigDecimal(value.toString()), type).map(TypedExpression.class::cast);
    }
    return Optional.empty();
  }

  /** A text read as a constant of this type. */
  static Optional<Constant> parse(String text, SqlType type) {
    try {
      if (type instanceof SqlType.Simple simple) {
        return switch (simple) {
          case STRING -> Optional.of(new Constant(text, STRING));
          case BOOLEAN -> BooleanText.read(text).map(flag -> new Constant(flag, BOOLEAN));
          case TIMESTAMP -> Optional.of(new Constant(TemporalText.timestamp(text), simple));
          case DATE -> Optional.of(new Constant(TemporalText.date(text), simple));
          case TIME -> Optional.of(new Constant(TemporalText.timeOfDay(text), simple));
          case INTEGER, BIGINT, DOUBLE -> number(numberOf(text), type);
          case BYTES, NULL -> Optional.empty();
        };
      }
      return type instanceof SqlType.Decimal ? number(numberOf(text), type) : Optional.empty();
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A number in a text; a huge exponent would make a number of as many digits. */
  private static BigDecimal numberOf(String text) {
    BigDecimal number = new BigDecimal(text.trim());
    if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
      throw new NumberFormatException("the exponent is too large");
    }
    return number;
  }

  private static Optional<Constant> number(BigDecimal number, SqlType type) {
    try {
      if (type instanceof SqlType.Decimal decimal) {
        BigDecimal scaled = number.setScale(decimal.scale(), RoundingMode.UNNECESSARY);
        return scaled.precision() - scaled.scale() <= decimal.precision() - decimal.scale()
            ? Optional.of(new Constant(scaled, type))
            : Optional.empty();
      }
      if (type == INTEGER) {
        return Optional.of(new Constant(number.intValueExact(), type));
      }
      return type == BIGINT
          ? Optional.of(new Constant(number.longValueExact(), type))
          : Optional.of(new Constant(number.doubleValue(), type));
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}

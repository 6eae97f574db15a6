package dev.recency.plan.function;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Decimal;
import dev.recency.plan.type.SqlType.Simple;
import java.util.Optional;

/** The implicit widening of numbers: INTEGER → BIGINT → DECIMAL → DOUBLE. */
final class Numbers {
  private Numbers() {}

  /** Place in the order of widening; 0 if not a number. */
  static int rank(SqlType type) {
    if (type instanceof Decimal) {
      return 3;
    }
    if (!(type instanceof Simple simple)) {
      return 0;
    }
    return switch (simple) {
      case INTEGER -> 1;
      case BIGINT -> 2;
      case DOUBLE -> 4;
      case BOOLEAN, STRING, BYTES, TIMESTAMP, DATE, TIME, NULL -> 0;
    };
  }

  /** The decimal that holds every value of an INTEGER or BIGINT. */
  static Optional<SqlType> asDecimal(SqlType type) {
    if (type instanceof Decimal || type == Simple.INTEGER || type == Simple.BIGINT) {
      return Optional.of(decimal(type));
    }
    return Optional.empty();
  }

  private static Decimal decimal(SqlType type) {
    if (type instanceof Decimal decimal) {
      return decimal;
    }
    return new Decimal(type == Simple.INTEGER ? 10 : 19, 0);
  }

  /** The narrowest type that both widen to; empty if one is no number. */
  static Optional<SqlType> common(SqlType first, SqlType second) {
    int rank = Math.max(rank(first), rank(second));
    if (rank(first) == 0 || rank(second) == 0) {
      return Optional.empty();
    }
    return Optional.of(
        switch (rank) {
          case 1 -> Simple.INTEGER;
          case 2 -> Simple.BIGINT;
          case 3 -> common(decimal(first), decimal(second));
          default -> Simple.DOUBLE;
        });
  }

  private static Decimal common(Decimal first, Decimal second) {
    int scale = Math.max(first.scale(), second.scale());
    int digits = Math.max(first.precision() - first.scale(), second.precision() - second.scale());
    return new Decimal(Math.min(Decimal.MAX_PRECISION, digits + scale), scale);
  }
}

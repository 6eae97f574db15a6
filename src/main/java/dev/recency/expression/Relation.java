package dev.recency.expression;

import dev.recency.plan.typed.TypedExpression.ComparisonOperator;

/** What a comparison operator means for numbers; every one is false where a side is NaN. */
enum Relation {
  EQUAL {
    @Override
    boolean holds(long left, long right) {
      return left == right;
    }

    @Override
    boolean holds(double left, double right) {
      return left == right;
    }
  },
  NOT_EQUAL {
    @Override
    boolean holds(long left, long right) {
      return left != right;
    }

    @Override
    boolean holds(double left, double right) {
      return left < right || left > right;
    }
  },
  LESS {
    @Override
    boolean holds(long left, long right) {
      return left < right;
    }

    @Override
    boolean holds(double left, double right) {
      return left < right;
    }
  },
  LESS_OR_EQUAL {
    @Override
    boolean holds(long left, long right) {
      return left <= right;
    }

    @Override
    boolean holds(double left, double right) {
      return left <= right;
    }
  },
  GREATER {
    @Override
    boolean holds(long left, long right) {
      return left > right;
    }

    @Override
    boolean holds(double left, double right) {
      return left > right;
    }
  },
  GREATER_OR_EQUAL {
    @Override
    boolean holds(long left, long right) {
      return left >= right;
    }

    @Override
    boolean holds(double left, double right) {
      return left >= right;
    }
  };

  abstract boolean holds(long left, long right);

  abstract boolean holds(double left, double right);

  static Relation of(ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL -> EQUAL;
      case NOT_EQUAL -> NOT_EQUAL;
      case LESS -> LESS;
      case LESS_OR_EQUAL -> LESS_OR_EQUAL;
      case GREATER -> GREATER;
      case GREATER_OR_EQUAL -> GREATER_OR_EQUAL;
    };
  }
}

package dev.recency.sql.format;

import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Expression.ArithmeticOperator;
import dev.recency.sql.tree.Literal;
import dev.recency.sql.tree.Predicate;

/** How strongly an expression's text holds together, weakest first; the grammar's order. */
enum Strength {
  OR,
  AND,
  NOT,
  TEST,
  CONCATENATION,
  SUM,
  PRODUCT,
  SIGN,
  POSTFIX;

  /** The next stronger one. */
  Strength next() {
    return values()[ordinal() + 1];
  }

  static Strength of(Expression expression) {
    if (expression instanceof Predicate predicate) {
      return ofPredicate(predicate);
    }
    if (expression instanceof Expression.Concatenation) {
      return CONCATENATION;
    }
    if (expression instanceof Expression.Arithmetic arithmetic) {
      ArithmeticOperator operator = arithmetic.operator();
      boolean sum = operator == ArithmeticOperator.ADD || operator == ArithmeticOperator.SUBTRACT;
      return sum ? SUM : PRODUCT;
    }
    if (expression instanceof Expression.ColumnReference column) {
      return looksLikeArrayLiteral(column) ? SIGN : POSTFIX;
    }
    boolean signed =
        expression instanceof Expression.UnarySign
            || (expression instanceof Literal literal && Words.literal(literal).startsWith("-"));
    return signed ? SIGN : POSTFIX;
  }

  private static Strength ofPredicate(Predicate predicate) {
    if (predicate instanceof Predicate.Logical logical) {
      return logical.operator() == Predicate.LogicalOperator.OR ? OR : AND;
    }
    return predicate instanceof Predicate.Not ? NOT : TEST;
  }

  /** A column called ARRAY with a subscript behind it. */
  private static boolean looksLikeArrayLiteral(Expression.ColumnReference column) {
    return column.source().isEmpty()
        && !column.name().quoted()
        && column.name().text().equals("ARRAY");
  }
}

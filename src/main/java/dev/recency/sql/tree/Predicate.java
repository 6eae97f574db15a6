package dev.recency.sql.tree;

import dev.recency.sql.Location;
import java.util.List;
import java.util.Optional;

/** An expression that is true or false. */
public sealed interface Predicate extends Expression {

  /** The operators of {@link Comparison}; {@code !=} is NOT_EQUAL. */
  enum ComparisonOperator {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    ComparisonOperator(String symbol) {
      this.symbol = symbol;
    }

    /** As written in SQL. */
    public String symbol() {
      return symbol;
    }
  }

  /** The operators of {@link Logical}. */
  enum LogicalOperator {
    AND,
    OR
  }

  /**
   * {@code left = right} and its kind.
   *
   * @param location of the operator
   */
  record Comparison(
      ComparisonOperator operator, Expression left, Expression right, Location location)
      implements Predicate {}

  /**
   * {@code left AND right}, {@code left OR right}; a chain leans to the left.
   *
   * @param location of the operator
   */
  record Logical(LogicalOperator operator, Expression left, Expression right, Location location)
      implements Predicate {}

  /** {@code NOT operand}. */
  record Not(Expression operand, Location location) implements Predicate {}

  /** {@code operand [NOT] BETWEEN low AND high}. */
  record Between(
      boolean negated, Expression operand, Expression low, Expression high, Location location)
      implements Predicate {}

  /** {@code operand [NOT] IN (element, …)}. */
  record InList(boolean negated, Expression operand, List<Expression> elements, Location location)
      implements Predicate {
    public InList {
      elements = List.copyOf(elements);
    }
  }

  /**
   * {@code operand [NOT] LIKE pattern [ESCAPE 'c']}.
   *
   * @param escape the one character after ESCAPE
   */
  record Like(
      boolean negated,
      Expression operand,
      Expression pattern,
      Optional<String> escape,
      Location location)
      implements Predicate {}

  /** {@code operand IS [NOT] NULL}. */
  record IsNull(boolean negated, Expression operand, Location location) implements Predicate {}

  /** {@code left IS [NOT] DISTINCT FROM right}. */
  record IsDistinctFrom(boolean negated, Expression left, Expression right, Location location)
      implements Predicate {}
}

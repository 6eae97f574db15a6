package dev.recency.plan.analysis;

import static dev.recency.plan.type.SqlType.Simple.BIGINT;
import static dev.recency.plan.type.SqlType.Simple.BOOLEAN;
import static dev.recency.plan.type.SqlType.Simple.DATE;
import static dev.recency.plan.type.SqlType.Simple.NULL;
import static dev.recency.plan.type.SqlType.Simple.STRING;
import static dev.recency.plan.type.SqlType.Simple.TIMESTAMP;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.ComparisonOperator;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Comparisons, AND, OR, NOT, BETWEEN, IN, LIKE, IS. */
final class PredicateTyper {
  private final ExpressionTyper expressions;
  private final Scope scope;

  PredicateTyper(ExpressionTyper expressions, Scope scope) {
    this.expressions = expressions;
    this.scope = scope;
  }

  TypedExpression type(Predicate predicate) {
    if (predicate instanceof Predicate.Comparison comparison) {
      return comparison(comparison);
    }
    if (predicate instanceof Predicate.Logical logical) {
      String clause = "Each side of " + logical.operator();
      TypedExpression left = expressions.condition(logical.left(), clause);
      TypedExpression right = expressions.condition(logical.right(), clause);
      return logical.operator() == Predicate.LogicalOperator.AND
          ? new TypedExpression.And(left, right)
          : new TypedExpression.Or(left, right);
    }
    if (predicate instanceof Predicate.Not not) {
      return new TypedExpression.Not(expressions.condition(not.operand(), "The operand of NOT"));
    }
    if (predicate instanceof Predicate.Between between) {
      return between(between);
    }
    if (predicate instanceof Predicate.InList in) {
      return in(in);
    }
    if (predicate instanceof Predicate.Like like) {
      return like(like);
    }
    if (predicate instanceof Predicate.IsNull isNull) {
      return new TypedExpression.IsNull(expressions.type(isNull.operand()), isNull.negated());
    }
    Predicate.IsDistinctFrom distinct = (Predicate.IsDistinctFrom) predicate;
    Pair pair =
        comparable(
            expressions.type(distinct.left()),
            expressions.type(distinct.right()),
            false,
            "IS DISTINCT FROM",
            distinct.location());
    return new TypedExpression.Distinct(pair.left(), pair.right(), distinct.negated());
  }

  private TypedExpression comparison(Predicate.Comparison comparison) {
    TypedExpression left = expressions.type(comparison.left());
    TypedExpression right = expressions.type(comparison.right());
    ComparisonOperator operator = ComparisonOperator.valueOf(comparison.operator().name());
    boolean ordered =
        operator != ComparisonOperator.EQUAL && operator != ComparisonOperator.NOT_EQUAL;
    String symbol = comparison.operator().symbol();
    if (left.type() == NULL || right.type() == NULL) {
      throw ExpressionTyper.mismatch(
          comparison.location(),
          "%s with NULL is never true. Write IS NULL or IS NOT NULL.",
          symbol);
    }
    Pair pair = comparable(left, right, ordered, symbol, comparison.location());
    return new TypedExpression.Comparison(operator, pair.left(), pair.right());
  }

  private TypedExpression between(Predicate.Between between) {
    TypedExpression value = expressions.type(between.operand());
    List<TypedExpression> bounds = new ArrayList<>();
    for (var bound : List.of(between.low(), between.high())) {
      Pair pair = comparable(value, expressions.type(bound), true, "BETWEEN", between.location());
      if (!pair.left().equals(value)) {
        throw ExpressionTyper.mismatch(
            between.location(),
            "BETWEEN compares %s with %s. CAST one of them.",
            value.type(),
            pair.right().type());
      }
      bounds.add(pair.right());
    }
    return new TypedExpression.Between(value, bounds.get(0), bounds.get(1), between.negated());
  }

  private TypedExpression in(Predicate.InList in) {
    List<TypedExpression> all = new ArrayList<>();
    all.add(expressions.type(in.operand()));
    in.elements().forEach(element -> all.add(expressions.type(element)));
    SqlType type =
        CommonTypes.of(all)
            .filter(found -> Coercion.all(all, found).isPresent())
            .orElseThrow(
                () ->
                    ExpressionTyper.mismatch(
                        in.location(),
                        "IN compares values of %s. CAST them to one type.",
                        all.stream().map(TypedExpression::type).distinct().toList()));
    List<TypedExpression> converted = Coercion.all(all, type).orElseThrow();
    return new TypedExpression.In(
        converted.get(0), converted.subList(1, converted.size()), in.negated());
  }

  private TypedExpression like(Predicate.Like like) {
    TypedExpression value = expressions.type(like.operand());
    TypedExpression pattern = expressions.type(like.pattern());
    if (value.type() != STRING || pattern.type() != STRING) {
      throw ExpressionTyper.mismatch(
          like.location(),
          "LIKE compares two STRINGs; here are %s and %s. CAST them.",
          value.type(),
          pattern.type());
    }
    if (like.escape().isPresent() && like.escape().get().length() != 1) {
      throw ExpressionTyper.mismatch(
          like.location(), "ESCAPE takes one character, not [%s].", like.escape().get());
    }
    return new TypedExpression.Like(
        value, pattern, like.escape().map(text -> text.charAt(0)), like.negated());
  }

  private record Pair(TypedExpression left, TypedExpression right) {}

  private Pair comparable(
      TypedExpression left,
      TypedExpression right,
      boolean ordered,
      String symbol,
      Location location) {
    Optional<Pair> pair =
        same(left, right, ordered)
            .or(() -> moments(left, right))
            .or(() -> moments(right, left).map(p -> new Pair(p.right(), p.left())));
    if (pair.isPresent() && neverEqual(left.type(), right.type())) {
      scope.warn(
          location,
          "As in ksqlDB, values of "
              + left.type()
              + " and "
              + right.type()
              + " are never equal unless they are empty. CAST one to the type of the other.");
    }
    return pair.orElseThrow(
        () ->
            ExpressionTyper.mismatch(
                location,
                "%s does not compare %s with %s. CAST one of them.",
                symbol,
                left.type(),
                right.type()));
  }

  private static boolean neverEqual(SqlType left, SqlType right) {
    boolean parts = !(left instanceof SqlType.Simple || left.numeric() || right == NULL);
    return parts && !left.equals(right);
  }

  /**
   * Numbers compare by value. Collections compare part by part without any conversion, so an
   * ARRAY&lt;INTEGER&gt; never equals an ARRAY&lt;BIGINT&gt; that is not empty.
   */
  private static Optional<Pair> same(TypedExpression left, TypedExpression right, boolean ordered) {
    SqlType first = left.type();
    SqlType second = right.type();
    boolean numbers = first.numeric() && second.numeric();
    boolean unordered = first == BOOLEAN || !(first instanceof SqlType.Simple || numbers);
    if (ordered && unordered) {
      return Optional.empty();
    }
    boolean alike = !(first instanceof SqlType.Simple) && first.getClass() == second.getClass();
    return numbers || alike || first.equals(second) || first == NULL || second == NULL
        ? Optional.of(new Pair(left, right))
        : Optional.empty();
  }

  /** A moment beside a text, a date beside a timestamp, or ROWTIME beside a text constant. */
  private static Optional<Pair> moments(TypedExpression left, TypedExpression right) {
    if (left.type().temporal() && right.type() == STRING) {
      return Constants.isText(right)
          ? Coercion.convert(right, left.type()).map(constant -> new Pair(left, constant))
          : Optional.of(new Pair(left, new TypedExpression.Cast(right, left.type())));
    }
    if (left.type() == TIMESTAMP && right.type() == DATE) {
      return Optional.of(new Pair(left, new TypedExpression.Cast(right, TIMESTAMP)));
    }
    if (left instanceof TypedExpression.Slot slot
        && SystemColumns.isMoment(slot.name())
        && left.type() == BIGINT
        && Constants.isText(right)) {
      return Coercion.convert(right, TIMESTAMP)
          .map(
              constant ->
                  new Pair(
                      left,
                      new TypedExpression.Constant(
                          ((TypedExpression.Constant) constant).value(), BIGINT)));
    }
    return Optional.empty();
  }
}

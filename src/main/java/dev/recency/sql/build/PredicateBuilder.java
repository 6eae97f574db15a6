package dev.recency.sql.build;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.FeatureSqlLexer;
import dev.recency.sql.FeatureSqlParser;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Predicate;
import dev.recency.sql.tree.Predicate.ComparisonOperator;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Builds what stands behind an operand: comparisons, BETWEEN, IN, LIKE and IS. */
final class PredicateBuilder {

  private final ExpressionBuilder expressions;
  private final Terminals terminals;

  PredicateBuilder(ExpressionBuilder expressions, Terminals terminals) {
    this.expressions = expressions;
    this.terminals = terminals;
  }

  Predicate build(Expression operand, FeatureSqlParser.TestContext context) {
    Location location = terminals.location(context);
    if (context instanceof FeatureSqlParser.ComparisonContext comparison) {
      return new Predicate.Comparison(
          operator(comparison.operator), operand, expressions.build(comparison.value()), location);
    }
    if (context instanceof FeatureSqlParser.BetweenContext between) {
      return new Predicate.Between(
          between.NOT() != null,
          operand,
          expressions.build(between.low),
          expressions.build(between.high),
          location);
    }
    if (context instanceof FeatureSqlParser.InListContext in) {
      return new Predicate.InList(
          in.NOT() != null, operand, expressions.buildAll(in.expression()), location);
    }
    if (context instanceof FeatureSqlParser.LikeContext like) {
      return new Predicate.Like(
          like.NOT() != null, operand, expressions.build(like.value()), escape(like), location);
    }
    if (context instanceof FeatureSqlParser.IsNullContext isNull) {
      return new Predicate.IsNull(isNull.NOT() != null, operand, location);
    }
    FeatureSqlParser.IsDistinctFromContext distinct =
        (FeatureSqlParser.IsDistinctFromContext) context;
    return new Predicate.IsDistinctFrom(
        distinct.NOT() != null, operand, expressions.build(distinct.value()), location);
  }

  private Optional<String> escape(FeatureSqlParser.LikeContext like) {
    if (like.STRING() == null) {
      return Optional.empty();
    }
    String escape = terminals.text(like.STRING());
    if (escape.length() != 1) {
      throw new SqlException(
          ErrorCode.SYNTAX,
          terminals.location(like.STRING().getSymbol()),
          "ESCAPE takes a text of exactly one character. Write ESCAPE '!'.");
    }
    return Optional.of(escape);
  }

  private static ComparisonOperator operator(Token token) {
    return switch (token.getType()) {
      case FeatureSqlLexer.EQUAL -> ComparisonOperator.EQUAL;
      case FeatureSqlLexer.LESS -> ComparisonOperator.LESS;
      case FeatureSqlLexer.LESS_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
      case FeatureSqlLexer.GREATER -> ComparisonOperator.GREATER;
      case FeatureSqlLexer.GREATER_OR_EQUAL -> ComparisonOperator.GREATER_OR_EQUAL;
      default -> ComparisonOperator.NOT_EQUAL;
    };
  }
}

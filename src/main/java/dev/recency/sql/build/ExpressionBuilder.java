package dev.recency.sql.build;

import dev.recency.sql.FeatureSqlBaseVisitor;
import dev.recency.sql.FeatureSqlLexer;
import dev.recency.sql.FeatureSqlParser;
import dev.recency.sql.Location;
import dev.recency.sql.token.Limits;
import dev.recency.sql.token.SourceText;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Literal;
import dev.recency.sql.tree.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Builds expressions. Parentheses and rules without an operator are skipped without recursion, so
 * the stack grows with the tree and not with the text, and the tree's depth is limited here. No
 * streams: they take more stack than everything else in a deep tree.
 */
public final class ExpressionBuilder extends FeatureSqlBaseVisitor<Expression> {

  private final Terminals terminals;
  private final TypeBuilder types;
  private int depth;

  public ExpressionBuilder(SourceText source) {
    this.terminals = new Terminals(source);
    this.types = new TypeBuilder(terminals);
  }

  List<Expression> buildAll(List<? extends ParserRuleContext> contexts) {
    List<Expression> built = new ArrayList<>(contexts.size());
    for (ParserRuleContext context : contexts) {
      built.add(build(context));
    }
    return built;
  }

  Optional<Expression> buildOptional(@Nullable ParserRuleContext context) {
    return context == null ? Optional.empty() : Optional.of(build(context));
  }

  public Expression build(ParserRuleContext context) {
    ParserRuleContext inner = withoutParentheses(context);
    if (depth > Limits.NESTING) {
      throw Limits.nestedTooDeeply(terminals.location(inner));
    }
    depth++;
    Expression built = inner.accept(this);
    depth--;
    return built;
  }

  private ParserRuleContext withoutParentheses(ParserRuleContext context) {
    ParserRuleContext inner = context;
    while (true) {
      if (inner instanceof FeatureSqlParser.TestedContext tested && tested.test() == null) {
        inner = tested.value();
      } else if (inner instanceof FeatureSqlParser.PlainArgumentContext argument) {
        inner = argument.expression();
      } else if (inner instanceof FeatureSqlParser.ParenthesizedContext parenthesized) {
        if (parenthesized.expression().size() > 1) {
          throw terminals.error(
              inner,
              "A list in parentheses is no value. Write it behind IN, or alone behind GROUP BY.");
        }
        inner = parenthesized.expression(0);
      } else {
        return inner;
      }
    }
  }

  @Override
  public Expression visitNot(FeatureSqlParser.NotContext context) {
    return new Predicate.Not(build(context.expression()), terminals.location(context));
  }

  @Override
  public Expression visitAnd(FeatureSqlParser.AndContext context) {
    return new Predicate.Logical(
        Predicate.LogicalOperator.AND,
        build(context.expression(0)),
        build(context.expression(1)),
        terminals.location(context.AND().getSymbol()));
  }

  @Override
  public Expression visitOr(FeatureSqlParser.OrContext context) {
    return new Predicate.Logical(
        Predicate.LogicalOperator.OR,
        build(context.expression(0)),
        build(context.expression(1)),
        terminals.location(context.OR().getSymbol()));
  }

  @Override
  public Expression visitTested(FeatureSqlParser.TestedContext context) {
    return new PredicateBuilder(this, terminals).build(build(context.value()), context.test());
  }

  @Override
  public Expression visitNumberValue(FeatureSqlParser.NumberValueContext context) {
    return terminals.number(context.number(), false, terminals.location(context));
  }

  @Override
  public Expression visitStringValue(FeatureSqlParser.StringValueContext context) {
    return new Literal.StringLiteral(terminals.text(context.STRING()), terminals.location(context));
  }

  @Override
  public Expression visitBooleanValue(FeatureSqlParser.BooleanValueContext context) {
    return new Literal.BooleanLiteral(context.TRUE() != null, terminals.location(context));
  }

  @Override
  public Expression visitNullValue(FeatureSqlParser.NullValueContext context) {
    return new Literal.NullLiteral(terminals.location(context));
  }

  @Override
  public Expression visitCase(FeatureSqlParser.CaseContext context) {
    Optional<Expression> operand = buildOptional(context.operand);
    List<Expression.When> branches = new ArrayList<>();
    for (FeatureSqlParser.CaseBranchContext branch : context.caseBranch()) {
      Location location = terminals.location(branch);
      branches.add(new Expression.When(build(branch.condition), build(branch.result), location));
    }
    Optional<Expression> otherwise = buildOptional(context.otherwise);
    return new Expression.Case(operand, branches, otherwise, terminals.location(context));
  }

  @Override
  public Expression visitCast(FeatureSqlParser.CastContext context) {
    return new Expression.Cast(
        build(context.expression()), types.build(context.type()), terminals.location(context));
  }

  @Override
  public Expression visitArray(FeatureSqlParser.ArrayContext context) {
    return new Expression.ArrayLiteral(buildAll(context.expression()), terminals.location(context));
  }

  @Override
  public Expression visitMap(FeatureSqlParser.MapContext context) {
    List<Expression.MapEntry> entries = new ArrayList<>();
    for (FeatureSqlParser.MapEntryContext entry : context.mapEntry()) {
      Location location = terminals.location(entry);
      entries.add(new Expression.MapEntry(build(entry.key), build(entry.content), location));
    }
    return new Expression.MapLiteral(entries, terminals.location(context));
  }

  @Override
  public Expression visitStruct(FeatureSqlParser.StructContext context) {
    List<Expression.StructEntry> fields = new ArrayList<>();
    for (FeatureSqlParser.StructEntryContext entry : context.structEntry()) {
      Identifier name = terminals.identifier(entry.name());
      fields.add(new Expression.StructEntry(name, build(entry.expression())));
    }
    return new Expression.StructLiteral(fields, terminals.location(context));
  }

  @Override
  public Expression visitFunctionCall(FeatureSqlParser.FunctionCallContext context) {
    return new Expression.FunctionCall(
        terminals.identifier(context.columnName()),
        buildAll(context.argument()),
        context.star != null,
        terminals.location(context));
  }

  @Override
  public Expression visitLambda(FeatureSqlParser.LambdaContext context) {
    return new Expression.Lambda(
        terminals.identifiers(context.columnName()),
        build(context.expression()),
        terminals.location(context));
  }

  @Override
  public Expression visitUnitArgument(FeatureSqlParser.UnitArgumentContext context) {
    return new Expression.UnitArgument(
        terminals.unit(context.getStart()), terminals.location(context));
  }

  @Override
  public Expression visitColumnReference(FeatureSqlParser.ColumnReferenceContext context) {
    Identifier first = terminals.identifier(context.columnName());
    Location location = terminals.location(context);
    return context.name() == null
        ? new Expression.ColumnReference(Optional.empty(), first, location)
        : new Expression.ColumnReference(
            Optional.of(first), terminals.identifier(context.name()), location);
  }

  @Override
  public Expression visitSubscript(FeatureSqlParser.SubscriptContext context) {
    return new Expression.Subscript(
        build(context.value()), build(context.expression()), terminals.location(context));
  }

  @Override
  public Expression visitDereference(FeatureSqlParser.DereferenceContext context) {
    return new Expression.Dereference(
        build(context.value()), terminals.identifier(context.name()), terminals.location(context));
  }

  @Override
  public Expression visitSigned(FeatureSqlParser.SignedContext context) {
    boolean negative = context.sign.getType() == FeatureSqlLexer.MINUS;
    if (negative && context.value() instanceof FeatureSqlParser.NumberValueContext number) {
      return terminals.number(number.number(), true, terminals.location(context));
    }
    return new Expression.UnarySign(negative, build(context.value()), terminals.location(context));
  }

  @Override
  public Expression visitArithmetic(FeatureSqlParser.ArithmeticContext context) {
    return new Expression.Arithmetic(
        operator(context.operator),
        build(context.value(0)),
        build(context.value(1)),
        terminals.location(context.operator));
  }

  private static Expression.ArithmeticOperator operator(Token token) {
    return switch (token.getType()) {
      case FeatureSqlLexer.PLUS -> Expression.ArithmeticOperator.ADD;
      case FeatureSqlLexer.MINUS -> Expression.ArithmeticOperator.SUBTRACT;
      case FeatureSqlLexer.STAR -> Expression.ArithmeticOperator.MULTIPLY;
      case FeatureSqlLexer.SLASH -> Expression.ArithmeticOperator.DIVIDE;
      default -> Expression.ArithmeticOperator.MODULO;
    };
  }

  @Override
  public Expression visitConcatenation(FeatureSqlParser.ConcatenationContext context) {
    return new Expression.Concatenation(
        build(context.value(0)),
        build(context.value(1)),
        terminals.location(context.CONCATENATE().getSymbol()));
  }
}

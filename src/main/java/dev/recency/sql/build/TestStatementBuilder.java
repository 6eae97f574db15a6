package dev.recency.sql.build;

import dev.recency.sql.FeatureSqlBaseVisitor;
import dev.recency.sql.FeatureSqlParser;
import dev.recency.sql.token.SourceText;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.TestStatement;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Builds the statements of tests. */
public final class TestStatementBuilder extends FeatureSqlBaseVisitor<TestStatement> {

  private final Terminals terminals;
  private final ExpressionBuilder expressions;
  private final StatementBuilder statements;

  public TestStatementBuilder(SourceText source) {
    this.terminals = new Terminals(source);
    this.expressions = new ExpressionBuilder(source);
    this.statements = new StatementBuilder(source);
  }

  public TestStatement build(ParserRuleContext statement) {
    return statement.accept(this);
  }

  @Override
  public TestStatement visitOrdinary(FeatureSqlParser.OrdinaryContext context) {
    return new TestStatement.Ordinary(statements.build(context.statement()));
  }

  @Override
  public TestStatement visitAssertValues(FeatureSqlParser.AssertValuesContext context) {
    return new TestStatement.AssertValues(
        terminals.identifier(context.name()),
        columnNames(context.columnNames()),
        expressions.buildAll(context.expression()),
        terminals.location(context));
  }

  @Override
  public TestStatement visitAssertNullValues(FeatureSqlParser.AssertNullValuesContext context) {
    return new TestStatement.AssertNullValues(
        terminals.identifier(context.name()),
        columnNames(context.columnNames()),
        expressions.buildAll(context.expression()),
        terminals.location(context));
  }

  @Override
  public TestStatement visitAssertNoMoreValues(FeatureSqlParser.AssertNoMoreValuesContext context) {
    return new TestStatement.AssertNoMoreValues(
        terminals.identifier(context.name()), terminals.location(context));
  }

  @Override
  public TestStatement visitAssertSource(FeatureSqlParser.AssertSourceContext context) {
    return new TestStatement.AssertSource(
        terminals.identifier(context.name()),
        StatementBuilder.kind(context.sourceKind()),
        statements.columns(context.columns()),
        statements.properties(context.withProperties()),
        terminals.location(context));
  }

  @Override
  public TestStatement visitRunScript(FeatureSqlParser.RunScriptContext context) {
    return new TestStatement.RunScript(
        terminals.text(context.STRING()), terminals.location(context));
  }

  private List<Identifier> columnNames(FeatureSqlParser.@Nullable ColumnNamesContext context) {
    return context == null ? List.of() : terminals.identifiers(context.name());
  }
}

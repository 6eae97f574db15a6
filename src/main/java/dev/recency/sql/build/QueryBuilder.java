package dev.recency.sql.build;

import dev.recency.sql.FeatureSqlLexer;
import dev.recency.sql.FeatureSqlParser;
import dev.recency.sql.FeatureSqlParser.QueryContext;
import dev.recency.sql.Location;
import dev.recency.sql.token.Limits;
import dev.recency.sql.token.SourceText;
import dev.recency.sql.tree.DurationNode;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.Query.EmitMode;
import dev.recency.sql.tree.Relation;
import dev.recency.sql.tree.SelectItem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds queries and what they read. */
final class QueryBuilder {

  private final Terminals terminals;
  private final ExpressionBuilder expressions;
  private final WindowBuilder windows;

  QueryBuilder(SourceText source) {
    this.terminals = new Terminals(source);
    this.expressions = new ExpressionBuilder(source);
    this.windows = new WindowBuilder(terminals);
  }

  Query build(QueryContext context) {
    return new Query(
        context.selectItem().stream().map(this::item).toList(),
        relation(context.relation()),
        Optional.ofNullable(context.window()).map(windows::build),
        expressions.buildOptional(context.where),
        list(context.groupBy),
        list(context.partitionBy),
        expressions.buildOptional(context.having),
        emit(context),
        limit(context),
        terminals.location(context));
  }

  private SelectItem item(FeatureSqlParser.SelectItemContext context) {
    Location location = terminals.location(context);
    if (context instanceof FeatureSqlParser.AllColumnsContext) {
      return new SelectItem.AllColumns(Optional.empty(), location);
    }
    if (context instanceof FeatureSqlParser.AllColumnsOfContext allOf) {
      return new SelectItem.AllColumns(
          Optional.of(terminals.identifier(allOf.columnName())), location);
    }
    FeatureSqlParser.SingleContext single = (FeatureSqlParser.SingleContext) context;
    Expression expression = expressions.build(single.expression());
    return single.ARROW() != null
        ? new SelectItem.AllStructFields(expression, location)
        : new SelectItem.Single(expression, terminals.optionalIdentifier(single.name()), location);
  }

  /** Behind GROUP BY and PARTITION BY the whole list may stand in parentheses. */
  private List<Expression> list(FeatureSqlParser.@Nullable ValueListContext context) {
    if (context == null) {
      return List.of();
    }
    boolean single = context.value().size() == 1;
    if (single && context.value(0) instanceof FeatureSqlParser.ParenthesizedContext all) {
      return expressions.buildAll(all.expression());
    }
    return expressions.buildAll(context.value());
  }

  private Relation relation(FeatureSqlParser.RelationContext context) {
    Relation relation = source(context.source());
    int joins = 0;
    for (FeatureSqlParser.JoinContext join : context.join()) {
      if (++joins > Limits.NESTING) {
        throw Limits.nestedTooDeeply(terminals.location(join));
      }
      relation =
          new Relation.Join(
              kind(join),
              relation,
              source(join.source()),
              Optional.ofNullable(join.within()).map(this::within),
              expressions.build(join.expression()),
              terminals.location(join));
    }
    return relation;
  }

  private Relation.SourceReference source(FeatureSqlParser.SourceContext context) {
    return new Relation.SourceReference(
        terminals.identifier(context.name(0)), terminals.optionalIdentifier(context.alias));
  }

  private static Relation.JoinKind kind(FeatureSqlParser.JoinContext join) {
    if (join.LEFT() != null) {
      return Relation.JoinKind.LEFT;
    }
    if (join.RIGHT() != null) {
      return Relation.JoinKind.RIGHT;
    }
    return join.FULL() != null ? Relation.JoinKind.FULL : Relation.JoinKind.INNER;
  }

  private Relation.Within within(FeatureSqlParser.WithinContext context) {
    DurationNode before =
        terminals.duration(context.before == null ? context.duration(0) : context.before);
    DurationNode after = context.after == null ? before : terminals.duration(context.after);
    return new Relation.Within(
        before, after, terminals.optionalDuration(context.grace), terminals.location(context));
  }

  private Optional<Query.Emit> emit(QueryContext context) {
    if (context.emitMode == null) {
      return Optional.empty();
    }
    EmitMode mode =
        context.emitMode.getType() == FeatureSqlLexer.FINAL ? EmitMode.FINAL : EmitMode.CHANGES;
    return Optional.of(new Query.Emit(mode, terminals.location(context.EMIT().getSymbol())));
  }

  private Optional<Query.Limit> limit(QueryContext context) {
    if (context.rows == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Query.Limit(
            terminals.positive(context.rows), terminals.location(context.LIMIT().getSymbol())));
  }
}

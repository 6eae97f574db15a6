package dev.recency.plan.analysis;

import dev.recency.plan.Query.FilteredTable;
import dev.recency.plan.Query.Lifetime;
import dev.recency.plan.Query.Sliding;
import dev.recency.plan.Query.TableAggregate;
import dev.recency.plan.Query.Transform;
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.Source;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.Relation;
import dev.recency.sql.tree.SourceKind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** SELECT statements: the clauses that all queries share, then the kind of query. */
final class QueryAnalyzer {
  private final Catalog catalog;
  private final TypeResolver types;

  QueryAnalyzer(Catalog catalog, TypeResolver types) {
    this.catalog = catalog;
    this.types = types;
  }

  /** CREATE STREAM|TABLE name AS SELECT …. */
  dev.recency.plan.Query create(
      Identifier name, SourceKind kind, TopicProperties properties, Query query) {
    Source source = source(query);
    checkKind(name, kind, query, source);
    SinkAnalyzer sinks = new SinkAnalyzer(catalog);
    return analyze(
        name.text(),
        query,
        source,
        name.location(),
        (from, output) -> sinks.analyze(name, properties, from, output));
  }

  /** INSERT INTO target SELECT …. */
  dev.recency.plan.Query insert(String id, Source target, Query query, Location location) {
    Source source = source(query);
    if (!query.groupBy().isEmpty() || source.kind() == Source.Kind.TABLE) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          location,
          "The query's result is a TABLE, and INSERT INTO writes to streams. Write CREATE TABLE"
              + " name AS.");
    }
    return analyze(
        id,
        query,
        source,
        location,
        (from, output) -> InsertAnalyzer.analyze(target, output, location));
  }

  private Source source(Query query) {
    Relation.SourceReference reference = ClauseRules.singleSource(query);
    Source source = catalog.require(reference.name());
    ClauseRules.check(query);
    query
        .window()
        .ifPresent(
            window -> catalog.extendedOnce(window.location(), "ksqlDB has no WINDOW SLIDING."));
    TableRules.check(catalog, query, source, reference.location());
    return source;
  }

  private dev.recency.plan.Query analyze(
      String id,
      Query query,
      Source source,
      Location location,
      BiFunction<Source, Output, SinkAnalyzer.Result> sinks) {
    Relation.SourceReference reference = ClauseRules.singleSource(query);
    String alias = reference.alias().map(Identifier::text).orElse(source.name());
    SourceScope scope = new SourceScope(catalog, source, alias, "SELECT");
    Optional<TypedExpression> where =
        query
            .where()
            .map(
                condition ->
                    new ExpressionTyper(scope.in("WHERE"), types).condition(condition, "WHERE"));
    if (query.groupBy().isEmpty()) {
      SinkAnalyzer.Result result =
          sinks.apply(
              source, new TransformAnalyzer(catalog, types).analyze(query, scope, location));
      return ungrouped(id, source, where, result);
    }
    GroupedAnalyzer.Result grouped =
        new GroupedAnalyzer(catalog, types).analyze(query, scope, location);
    SinkAnalyzer.Result result = sinks.apply(source, grouped.output());
    return grouped(id, source, where, WindowRules.sliding(query), grouped, result);
  }

  /** Over a table WHERE has to know which rows passed it before. */
  private dev.recency.plan.Query ungrouped(
      String id,
      Source source,
      Optional<TypedExpression> where,
      SinkAnalyzer.Result result) {
    List<TypedExpression> projection = result.output().projection();
    return source.kind() == Source.Kind.TABLE && where.isPresent()
        ? new FilteredTable(
            id,
            source.name(),
            where,
            TableRules.primaryKey(catalog, source),
            projection,
            result.sink())
        : new Transform(id, source.name(), where, projection, result.sink());
  }

  private dev.recency.plan.Query grouped(
      String id,
      Source source,
      Optional<TypedExpression> where,
      Optional<SlidingWindow> window,
      GroupedAnalyzer.Result grouped,
      SinkAnalyzer.Result result) {
    List<TypedExpression> projection = result.output().projection();
    if (window.isPresent()) {
      return new Sliding(
          id,
          source.name(),
          where,
          grouped.groupBy(),
          window.get(),
          grouped.aggregates(),
          grouped.layout(),
          grouped.having(),
          projection,
          result.sink());
    }
    if (source.kind() == Source.Kind.TABLE) {
      return new TableAggregate(
          id,
          source.name(),
          where,
          TableRules.primaryKey(catalog, source),
          grouped.groupBy(),
          grouped.aggregates(),
          grouped.layout(),
          grouped.having(),
          projection,
          result.sink());
    }
    return new Lifetime(
        id,
        source.name(),
        where,
        grouped.groupBy(),
        grouped.aggregates(),
        grouped.layout(),
        grouped.having(),
        projection,
        result.sink());
  }

  private void checkKind(Identifier name, SourceKind kind, Query query, Source source) {
    boolean table = !query.groupBy().isEmpty() || source.kind() == Source.Kind.TABLE;
    if (table && kind == SourceKind.STREAM) {
      if (source.kind() == Source.Kind.TABLE && query.groupBy().isEmpty()) {
        throw Refusal.of(
            ErrorCode.INVALID_STATEMENT,
            name.location(),
            "The query reads a TABLE, so its result is a TABLE. Write CREATE TABLE %s AS.",
            name);
      }
      catalog.extended(
          name.location(),
          "ksqlDB refuses CREATE STREAM over GROUP BY, because the result is a TABLE; write CREATE"
              + " TABLE there.");
    }
    if (!table && kind == SourceKind.TABLE) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          name.location(),
          "The query has no GROUP BY, so its result is a STREAM. Write CREATE STREAM %s AS.",
          name);
    }
  }
}

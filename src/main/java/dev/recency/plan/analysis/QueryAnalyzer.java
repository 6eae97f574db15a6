package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.CostForecast;
import dev.recency.plan.Query.FilteredTable;
import dev.recency.plan.Query.Transform;
import dev.recency.plan.Sink;
import dev.recency.plan.Source;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.Relation;
import dev.recency.sql.tree.SourceKind;
import dev.recency.sql.tree.Window;
import java.util.List;
import java.util.Optional;

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
        (output, bounds) -> sinks.analyze(name, properties, source, output, bounds));
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
        (output, bounds) -> InsertAnalyzer.analyze(target, output, bounds, location));
  }

  private Source source(Query query) {
    Relation.SourceReference reference = ClauseRules.singleSource(query);
    Source source = catalog.require(reference.name());
    ClauseRules.check(query);
    query
        .window()
        .filter(Window.Sliding.class::isInstance)
        .ifPresent(
            window -> catalog.extendedOnce(window.location(), "ksqlDB has no WINDOW SLIDING."));
    TableRules.check(catalog, query, source, reference.location());
    if (source.kind() == Source.Kind.TABLE && source.keyWindow().isPresent()) {
      catalog.extended(
          reference.location(),
          "ksqlDB runs no statement over a TABLE whose keys hold a window; here it runs.");
    }
    return source;
  }

  /** Where the rows of an output go. */
  @FunctionalInterface
  private interface Sinks {
    SinkAnalyzer.Result of(Output output, Optional<Bounds> bounds);
  }

  private dev.recency.plan.Query analyze(
      String id, Query query, Source source, Location location, Sinks sinks) {
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
      TransformAnalyzer analyzer = new TransformAnalyzer(catalog, types);
      Output output = analyzer.analyze(query, scope, location);
      SinkAnalyzer.Result result = sinks.of(output, analyzer.bounds(scope));
      requireOneKindOfKeys(result.sink(), location);
      return ungrouped(id, query, source, where, result);
    }
    GroupedAnalyzer.Result grouped =
        new GroupedAnalyzer(catalog, types).analyze(query, scope, location);
    SinkAnalyzer.Result result = sinks.of(grouped.output(), grouped.bounds());
    requireOneKindOfKeys(result.sink(), location);
    TimeWindowRules.of(query)
        .ifPresent(
            window ->
                catalog.cost(
                    query.window().orElseThrow().location(),
                    "In [" + id + "] " + CostForecast.of(window) + "."));
    return grouped(query, new GroupedParts(id, source.name(), where, grouped, result), source);
  }

  /** Over a table WHERE has to know which rows passed it before. */
  private dev.recency.plan.Query ungrouped(
      String id,
      Query query,
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
        : new Transform(
            id, source.name(), where, projection, result.sink(), keepsKey(query, source));
  }

  /** Whether records keep the source's key: no PARTITION BY, or one by that key as it is. */
  private static boolean keepsKey(Query query, Source source) {
    List<String> keys = source.columns(Column.Role.KEY).stream().map(Column::name).toList();
    return query.partitionBy().isEmpty()
        || query.partitionBy().stream()
            .map(
                key -> key instanceof Expression.ColumnReference column ? column.name().text() : "")
            .toList()
            .equals(keys);
  }

  private dev.recency.plan.Query grouped(Query query, GroupedParts parts, Source source) {
    return source.kind() == Source.Kind.TABLE
        ? parts.overTable(TableRules.primaryKey(catalog, source))
        : parts.query(query);
  }

  /** A topic whose keys are of two kinds could be neither partitioned nor read. */
  private void requireOneKindOfKeys(Sink sink, Location location) {
    String topic = sink.serialization().topic();
    catalog.queries().stream()
        .filter(
            other ->
                other.sink().serialization().topic().equals(topic)
                    && !other.sink().name().equals(sink.name())
                    && !other.sink().keyWindow().equals(sink.keyWindow()))
        .findFirst()
        .ifPresent(
            other -> {
              throw Refusal.of(
                  ErrorCode.INVALID_STATEMENT,
                  location,
                  "[%s] writes to topic [%s] too, and its keys hold another window or none, so"
                      + " nobody could read them. Write to another topic.",
                  other.id(),
                  topic);
            });
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

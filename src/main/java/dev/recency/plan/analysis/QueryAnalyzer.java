package dev.recency.plan.analysis;

import dev.recency.plan.CostForecast;
import dev.recency.plan.Query.Lifetime;
import dev.recency.plan.Query.Sliding;
import dev.recency.plan.Query.Transform;
import dev.recency.plan.Query.Windowed;
import dev.recency.plan.Sink;
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.Source;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.Relation;
import dev.recency.sql.tree.SourceKind;
import dev.recency.sql.tree.Window;
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
    if (catalog.isGrouped(source.name())) {
      throw Refusal.unsupported(
          reference.location(),
          "[%s] is the result of GROUP BY, and statements over such results do not run yet. Read"
              + " its topic with a CREATE STREAM of its own.",
          source.name());
    }
    if (source.kind() == Source.Kind.TABLE && source.keyWindow().isPresent()) {
      catalog.extended(
          reference.location(),
          "ksqlDB runs no statement over a TABLE whose keys hold a window; here it runs.");
    }
    if (source.kind() == Source.Kind.TABLE && query.where().isPresent()) {
      throw Refusal.unsupported(
          query.where().get().location(),
          "WHERE over a TABLE does not run yet. Declare its topic as a STREAM to filter its"
              + " records.");
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
      return new Transform(id, source.name(), where, result.output().projection(), result.sink());
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
    return new GroupedParts(id, source.name(), where, grouped, result).query(query);
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

  /** The parts of a query with GROUP BY. */
  private record GroupedParts(
      String id,
      String source,
      Optional<TypedExpression> where,
      GroupedAnalyzer.Result grouped,
      SinkAnalyzer.Result result) {
    dev.recency.plan.Query query(Query query) {
      Optional<SlidingWindow> sliding = WindowRules.sliding(query);
      Optional<TimeWindow> window = TimeWindowRules.of(query);
      if (sliding.isPresent()) {
        return new Sliding(
            id,
            source,
            where,
            grouped.groupBy(),
            sliding.get(),
            grouped.aggregates(),
            grouped.layout(),
            grouped.having(),
            result.output().projection(),
            result.sink());
      }
      return window.isPresent() ? windowed(window.get()) : lifetime();
    }

    private dev.recency.plan.Query windowed(TimeWindow window) {
      return new Windowed(
          id,
          source,
          where,
          grouped.groupBy(),
          window,
          grouped.aggregates(),
          grouped.layout(),
          grouped.having(),
          result.output().projection(),
          result.sink());
    }

    private dev.recency.plan.Query lifetime() {
      return new Lifetime(
          id,
          source,
          where,
          grouped.groupBy(),
          grouped.aggregates(),
          grouped.layout(),
          grouped.having(),
          result.output().projection(),
          result.sink());
    }
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

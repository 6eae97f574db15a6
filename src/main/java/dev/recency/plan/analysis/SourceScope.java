package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.Source;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns of the one source of a query, as one of its clauses sees them. */
final class SourceScope implements Scope {
  private final Catalog catalog;
  private final Source source;
  private final String alias;
  private final String clause;

  /**
   * @param alias the name by which the query calls the source
   * @param clause the clause that is typed, for messages
   */
  SourceScope(Catalog catalog, Source source, String alias, String clause) {
    this.catalog = catalog;
    this.source = source;
    this.alias = alias;
    this.clause = clause;
  }

  /** The same columns, seen from another clause. */
  SourceScope in(String otherClause) {
    return new SourceScope(catalog, source, alias, otherClause);
  }

  Source source() {
    return source;
  }

  /** Refuses a qualifier that is not the source. */
  void checkQualifier(Identifier qualifier) {
    if (!qualifier.text().equals(alias) && !qualifier.text().equals(source.name())) {
      throw Refusal.of(
          ErrorCode.UNKNOWN_SOURCE,
          qualifier.location(),
          "[%s] is no source of this query; it reads [%s].",
          qualifier,
          alias);
    }
  }

  @Override
  public TypedExpression column(Expression.ColumnReference reference) {
    reference.source().ifPresent(this::checkQualifier);
    String name = reference.name().text();
    Optional<Column> column =
        source.columns().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .or(() -> SystemColumns.find(source, name));
    if (column.isEmpty()) {
      throw unknown(reference);
    }
    return catalog.input(source).slot(column.get());
  }

  private SqlException unknown(Expression.ColumnReference reference) {
    String name = reference.name().text();
    if (name.equals("WINDOWSTART") || name.equals("WINDOWEND")) {
      return windowBound(reference);
    }
    List<String> names = new ArrayList<>(source.columns().stream().map(Column::name).toList());
    names.add("ROWTIME");
    String near = Refusal.didYouMean(name, names);
    String hint =
        near.isEmpty() && reference.name().quoted()
            ? " Text stands in single quotes: '" + name + "'."
            : near;
    return Refusal.of(
        ErrorCode.UNKNOWN_COLUMN,
        reference.location(),
        "%s has no column [%s], which %s uses.%s Its columns are %s.",
        source.name(),
        name,
        clause,
        hint,
        String.join(", ", source.columns().stream().map(Column::name).toList()));
  }

  private SqlException windowBound(Expression.ColumnReference reference) {
    return clause.equals("SELECT")
        ? Refusal.of(
            ErrorCode.WINDOW,
            reference.location(),
            "%s is the bound of a window, and this query has none. Write WINDOW SLIDING (SIZE 10"
                + " MINUTES), for example, behind FROM.",
            reference.name())
        : Refusal.of(
            ErrorCode.WINDOW,
            reference.location(),
            "%s may not stand in %s. It stands only in SELECT and HAVING of a query with a WINDOW"
                + " clause.",
            reference.name(),
            clause);
  }

  /** What SET says of COLLECT_LIST and COLLECT_SET. */
  CollectLimits collectLimits() {
    return catalog.collectLimits();
  }

  @Override
  public void warn(Location location, String text) {
    catalog.warn(location, text);
  }

  @Override
  public TypedExpression aggregate(Expression.FunctionCall call) {
    String hint =
        switch (clause) {
          case "WHERE" -> "Filter aggregates with HAVING.";
          case "SELECT" -> "Add GROUP BY.";
          default -> "Aggregates stand in SELECT and HAVING of a query with GROUP BY.";
        };
    throw Refusal.of(
        ErrorCode.AGGREGATE_MISUSE,
        call.location(),
        "The aggregate %s may not stand in %s. %s",
        call.name(),
        clause,
        hint);
  }

  @Override
  public void requireTableFunctions(Expression.FunctionCall call) {
    if (!clause.equals("SELECT")) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          call.location(),
          "The table function %s may not stand in %s, only in SELECT. Write its rows to a stream of"
              + " their own and read that.",
          call.name(),
          clause);
    }
    if (source.kind() == Source.Kind.TABLE) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          call.location(),
          "The table function %s gives several rows for one, and a row of the TABLE %s has one key."
              + " Declare its topic as a STREAM.",
          call.name(),
          source.name());
    }
  }

  @Override
  public void extended(Location location, String text) {
    catalog.extended(location, text);
  }
}

package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.Source;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.TestStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What tests say about the streams and tables that the statements so far have declared. */
public final class TestAnalyzer {
  private final Catalog catalog;
  private final TypeResolver types;

  TestAnalyzer(Catalog catalog, TypeResolver types) {
    this.catalog = catalog;
    this.types = types;
  }

  /** Which part of a record a test gives values for. */
  public enum Part {
    /** Key and value. */
    RECORD,
    /** The key alone. */
    KEY
  }

  /**
   * Values for columns of a source.
   *
   * @param columns in the order of the values, ROWTIME among them if it was named
   * @param expressions one per column, of its type; they refer to no column
   */
  public record Values(Source source, List<Column> columns, List<TypedExpression> expressions) {
    public Values {
      columns = List.copyOf(columns);
      expressions = List.copyOf(expressions);
    }
  }

  /**
   * The stream or table of this name.
   *
   * @throws dev.recency.sql.SqlException if there is none
   */
  public Source source(Identifier name) {
    return catalog.require(name);
  }

  /**
   * The values of {@code target (columns) VALUES (values)}.
   *
   * @param names none are all columns of the part, keys first
   * @throws dev.recency.sql.SqlException if there is no such column or a value does not fit
   */
  public Values values(
      Identifier target,
      List<Identifier> names,
      List<Expression> values,
      Part part,
      Location location) {
    Source source = source(target);
    List<Column> columns = new ArrayList<>();
    for (Identifier name : names) {
      Column column = column(source, name, part);
      if (columns.contains(column)) {
        throw Refusal.of(
            ErrorCode.DUPLICATE, name.location(), "Column [%s] is named twice. Remove one.", name);
      }
      columns.add(column);
    }
    if (names.isEmpty()) {
      columns.addAll(source.columns(Column.Role.KEY));
      columns.addAll(part == Part.KEY ? List.of() : source.columns(Column.Role.VALUE));
    }
    if (columns.size() != values.size()) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          location,
          "There are [%d] columns and [%d] values. Write one value for each of %s.",
          columns.size(),
          values.size(),
          columns.stream().map(Column::name).toList());
    }
    ValueTyper typer = new ValueTyper(types);
    List<TypedExpression> typed = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Column column = columns.get(i);
      typed.add(typer.type(values.get(i), column.type(), "Column [" + column.name() + "]"));
    }
    return new Values(source, columns, typed);
  }

  private static Column column(Source source, Identifier name, Part part) {
    Column column =
        source.columns().stream()
            .filter(each -> each.name().equals(name.text()))
            .findFirst()
            .or(() -> SystemColumns.find(source, name.text()))
            .orElseThrow(
                () ->
                    Refusal.of(
                        ErrorCode.UNKNOWN_COLUMN,
                        name.location(),
                        "%s has no column [%s].%s Its columns are %s.",
                        source.name(),
                        name,
                        Refusal.didYouMean(
                            name.text(), source.columns().stream().map(Column::name).toList()),
                        String.join(", ", source.columns().stream().map(Column::name).toList())));
    boolean fits =
        switch (column.role()) {
          case KEY, ROWTIME, WINDOWSTART, WINDOWEND -> true;
          case VALUE -> part == Part.RECORD;
          case HEADERS, HEADER, ROWPARTITION, ROWOFFSET -> false;
        };
    if (!fits) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          name.location(),
          part == Part.KEY
              ? "[%s] is no column of the key, and a tombstone has nothing else. Remove it."
              : "[%s] is neither in the key nor in the value of a record. Remove it.",
          name);
    }
    return column;
  }

  /**
   * What {@code ASSERT STREAM|TABLE} says and is not so, {@code what expected X, got Y}; of what it
   * leaves out anything is right.
   *
   * @throws dev.recency.sql.SqlException if the source is not there or the assertion makes no sense
   */
  public Optional<String> difference(TestStatement.AssertSource asserted) {
    return new SourceComparison(types).difference(asserted, source(asserted.name()));
  }
}

package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.Source;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a column of a SELECT may be where the target of INSERT INTO has a DECIMAL: a DECIMAL that
 * fits in, or a number written out, which becomes one of the target's type.
 *
 * <p>A declared target is read from its topic, so a DECIMAL is written with its own digits, as
 * ksqlDB does. Rows for a stream that a statement makes go to its readers directly; they get the
 * target's type first.
 */
final class InsertTypes {
  private InsertTypes() {}

  /** The output with what becomes the target's type by itself. */
  static Output adapt(Source target, Output output) {
    List<Column> wanted = target.columns(Column.Role.VALUE);
    List<Column> columns = new ArrayList<>();
    List<TypedExpression> projection = new ArrayList<>();
    int values = 0;
    for (int i = 0; i < output.columns().size(); i++) {
      Column column = output.columns().get(i);
      TypedExpression expression = output.projection().get(i);
      if (column.role() == Column.Role.VALUE && values < wanted.size()) {
        SqlType type = wanted.get(values++).type();
        expression = adapt(expression, type, target.declared()).orElse(expression);
      }
      columns.add(new Column(column.name(), expression.type(), column.role()));
      projection.add(expression);
    }
    return new Output(columns, projection);
  }

  private static Optional<TypedExpression> adapt(
      TypedExpression expression, SqlType type, boolean declared) {
    if (!(type instanceof SqlType.Decimal wide)) {
      return Optional.empty();
    }
    if (expression instanceof TypedExpression.Constant constant) {
      return constant.type().numeric()
          ? Constants.convert(constant, type).filter(converted -> converted.type().equals(type))
          : Optional.empty();
    }
    return !declared && expression.type() instanceof SqlType.Decimal narrow && fits(narrow, wide)
        ? Optional.of(new TypedExpression.Cast(expression, type))
        : Optional.empty();
  }

  /** Whether columns of the SELECT may be written where the target has these. */
  static boolean match(List<Column> selected, List<Column> wanted) {
    if (selected.size() != wanted.size()) {
      return false;
    }
    for (int i = 0; i < selected.size(); i++) {
      Column given = selected.get(i);
      if (!given.equals(wanted.get(i)) && !matches(given, wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(Column given, Column wanted) {
    return given.role() == Column.Role.VALUE
        && given.name().equals(wanted.name())
        && given.type() instanceof SqlType.Decimal narrow
        && wanted.type() instanceof SqlType.Decimal wide
        && fits(narrow, wide);
  }

  /** Whether the wider type has room for all digits on both sides of the point. */
  private static boolean fits(SqlType.Decimal narrow, SqlType.Decimal wide) {
    return narrow.scale() <= wide.scale()
        && narrow.precision() - narrow.scale() <= wide.precision() - wide.scale();
  }
}

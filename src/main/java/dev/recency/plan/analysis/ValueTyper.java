package dev.recency.plan.analysis;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Expressions without columns to values of a wanted type. The type reaches into STRUCT, ARRAY and
 * MAP, so a number or a NULL inside of them needs no CAST.
 */
final class ValueTyper {
  private final ExpressionTyper expressions;

  ValueTyper(TypeResolver types) {
    this.expressions = new ExpressionTyper(new NoColumns(), types);
  }

  /**
   * The expression as a value of this type.
   *
   * @param what it is a value of, for messages
   */
  TypedExpression type(Expression expression, SqlType type, String what) {
    if (expression instanceof Expression.StructLiteral literal
        && type instanceof SqlType.Struct struct) {
      return struct(literal, struct, what);
    }
    if (expression instanceof Expression.ArrayLiteral literal
        && type instanceof SqlType.Array array) {
      return new TypedExpression.MakeArray(
          literal.elements().stream().map(each -> type(each, array.element(), what)).toList(),
          array);
    }
    if (expression instanceof Expression.MapLiteral literal && type instanceof SqlType.MapOf map) {
      return new TypedExpression.MakeMap(
          literal.entries().stream().map(each -> type(each.key(), map.key(), what)).toList(),
          literal.entries().stream().map(each -> type(each.value(), map.value(), what)).toList(),
          map);
    }
    TypedExpression typed = expressions.type(expression);
    return Coercion.convert(typed, type)
        .orElseThrow(
            () ->
                ExpressionTyper.mismatch(
                    expression.location(),
                    "%s is %s and the value %s. Write a value that fits, or CAST it.",
                    what,
                    type,
                    typed.type()));
  }

  private TypedExpression struct(
      Expression.StructLiteral literal, SqlType.Struct struct, String what) {
    for (Expression.StructEntry entry : literal.fields()) {
      if (struct.indexOf(entry.name().text()) < 0) {
        throw Refusal.of(
            ErrorCode.UNKNOWN_COLUMN,
            entry.location(),
            "%s has no field [%s].%s Its type is %s.",
            what,
            entry.name(),
            Refusal.didYouMean(
                entry.name().text(), struct.fields().stream().map(SqlType.Field::name).toList()),
            struct);
      }
    }
    List<TypedExpression> values = new ArrayList<>();
    for (SqlType.Field field : struct.fields()) {
      Optional<Expression> value =
          literal.fields().stream()
              .filter(entry -> entry.name().text().equals(field.name()))
              .map(Expression.StructEntry::value)
              .reduce((first, next) -> next);
      values.add(
          value
              .map(each -> type(each, field.type(), "Field [" + field.name() + "]"))
              .orElseThrow(
                  () ->
                      Refusal.of(
                          ErrorCode.INVALID_STATEMENT,
                          literal.location(),
                          "The STRUCT lacks the field [%s]. Write all fields of %s.",
                          field.name(),
                          struct)));
    }
    return new TypedExpression.MakeStruct(values, struct);
  }

  /** Values stand for themselves. */
  private static final class NoColumns implements Scope {
    @Override
    public TypedExpression column(Expression.ColumnReference reference) {
      throw Refusal.of(
          ErrorCode.UNKNOWN_COLUMN,
          reference.location(),
          "A value is no column, but [%s] is a name.%s",
          reference.name(),
          reference.name().quoted()
              ? " Text stands in single quotes: '" + reference.name() + "'."
              : " Write a constant.");
    }

    @Override
    public TypedExpression aggregate(Expression.FunctionCall call) {
      throw Refusal.of(
          ErrorCode.AGGREGATE_MISUSE,
          call.location(),
          "The aggregate %s may not stand among values. Write its result.",
          call.name());
    }

    @Override
    public void requireTableFunctions(Expression.FunctionCall call) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          call.location(),
          "The table function %s may not stand among values. Write its results.",
          call.name());
    }

    @Override
    public void warn(Location location, String text) {}

    @Override
    public void extended(Location location, String text) {}
  }
}

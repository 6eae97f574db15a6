package dev.recency.plan.analysis;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.function.AggregateSignatures;
import dev.recency.plan.function.Resolution;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.Constant;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Expression.FunctionCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Calls of aggregate functions: the value that is aggregated, the constants, the result's type. */
final class AggregateTyper {
  /** The largest k of TOPK and N of LATEST_BY_OFFSET: a key's state holds that many values. */
  private static final int MAX_VALUES = 10_000;

  private final SourceScope columns;
  private final TypeResolver types;
  private final boolean sliding;

  /**
   * @param sliding whether the query has WINDOW SLIDING, under which some aggregates do not run
   */
  AggregateTyper(SourceScope columns, TypeResolver types, boolean sliding) {
    this.columns = columns.in("the argument of an aggregate");
    this.types = types;
    this.sliding = sliding;
  }

  AggregateCall type(FunctionCall call) {
    String name = call.name().text().toUpperCase(Locale.ROOT);
    refuseUnderSliding(call, name);
    if (call.star() && !name.equals("COUNT")) {
      throw Refusal.of(
          ErrorCode.UNKNOWN_FUNCTION,
          call.location(),
          "%s(*) does not exist; only COUNT takes a star. Name the argument.",
          name);
    }
    if (name.equals("COUNT") && call.arguments().isEmpty()) {
      return new AggregateCall(name, List.of(), List.of(), SqlType.Simple.BIGINT);
    }
    if (name.equals("COUNT") && call.arguments().size() > 1) {
      throw Refusal.of(
          ErrorCode.UNKNOWN_FUNCTION,
          call.location(),
          "COUNT takes * or one argument, not %d.",
          call.arguments().size());
    }
    return called(call, name);
  }

  private AggregateCall called(FunctionCall call, String name) {
    int aggregated = aggregated(name, call.arguments().size());
    List<TypedExpression> given = typed(call, name, aggregated);
    Resolution resolution =
        AggregateSignatures.resolve(
            name, resolvedBy(name, given).stream().map(TypedExpression::type).toList());
    if (!(resolution instanceof Resolution.Resolved resolved)) {
      throw new SqlException(
          ErrorCode.UNKNOWN_FUNCTION, call.location(), ((Resolution.NoMatch) resolution).message());
    }
    List<TypedExpression> values = new ArrayList<>();
    for (int i = 0; i < aggregated; i++) {
      boolean further = name.equals("TOPK") && i > 0;
      SqlType type = further ? given.get(i).type() : resolved.parameterTypes().get(i);
      values.add(converted(call.arguments().get(i).location(), name, given.get(i), type));
    }
    List<Object> parameters = new ArrayList<>();
    for (int i = aggregated; i < given.size(); i++) {
      SqlType type = resolved.parameterTypes().get(name.equals("TOPK") ? 1 : i);
      parameters.add(parameter(call, name, i, given.get(i), type));
    }
    columns.collectLimits().of(name).ifPresent(limit -> limit(call, name, limit, parameters));
    noteExtension(call, name, given.subList(0, aggregated), resolved);
    return new AggregateCall(
        name,
        countsAll(name, values) ? List.of() : values,
        parameters,
        values.size() > 1 && name.equals("TOPK") ? rows(values) : resolved.result());
  }

  /** A property says in ksqlDB how many values are collected; here it is a constant of the call. */
  private void limit(FunctionCall call, String name, int limit, List<Object> parameters) {
    if (sliding) {
      columns.warn(
          call.location(),
          name + " keeps up to 1000 values under WINDOW SLIDING, whatever SET says.");
    } else {
      parameters.add(limit);
    }
  }

  /** How many of the arguments are aggregated; those behind them are constants. */
  private static int aggregated(String name, int arguments) {
    return switch (name) {
      case "CORRELATION" -> arguments;
      case "TOPK" -> Math.max(1, arguments - 1);
      default -> Math.min(1, arguments);
    };
  }

  /** The arguments that choose the form: of TOPK the first and the constant. */
  private static List<TypedExpression> resolvedBy(String name, List<TypedExpression> given) {
    return name.equals("TOPK") && given.size() > 2
        ? List.of(given.get(0), given.get(given.size() - 1))
        : given;
  }

  /** TOPK with further columns gives the rows that it found. */
  private static SqlType rows(List<TypedExpression> values) {
    List<SqlType.Field> fields = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      fields.add(new SqlType.Field(i == 0 ? "sort_col" : "col" + (i - 1), values.get(i).type()));
    }
    return new SqlType.Array(new SqlType.Struct(fields));
  }

  private static TypedExpression converted(
      Location location, String name, TypedExpression value, SqlType type) {
    return Coercion.convert(value, type)
        .orElseThrow(
            () ->
                ExpressionTyper.mismatch(
                    location,
                    "The argument of %s is %s where %s is needed.",
                    name,
                    value.type(),
                    type));
  }

  private void noteExtension(
      FunctionCall call, String name, List<TypedExpression> values, Resolution.Resolved resolved) {
    boolean same = values.get(0).type().equals(resolved.parameterTypes().get(0));
    boolean alike =
        !name.equals("CORRELATION") || values.get(0).type().equals(values.get(1).type());
    if (!sliding && !(same && alike && !AggregateSignatures.extended(resolved.signature()))) {
      columns.extended(
          call.location(),
          "ksqlDB has no "
              + name
              + " of "
              + values.stream()
                  .map(value -> value.type().toString())
                  .collect(Collectors.joining(" and "))
              + "; CAST to a type that it has there.");
    }
  }

  private void refuseUnderSliding(FunctionCall call, String name) {
    if (sliding && !AggregateSignatures.slides(name)) {
      throw Refusal.unsupported(
          call.location(),
          "The aggregate %s does not run under WINDOW SLIDING. It runs without a window and in"
              + " TUMBLING, HOPPING and SESSION.",
          name);
    }
    if (sliding && name.equals("TOPK") && call.arguments().size() > 2) {
      throw Refusal.unsupported(
          call.location(),
          "TOPK with further columns does not run under WINDOW SLIDING. Write TOPK(value, k); it"
              + " runs with them without a window and in TUMBLING, HOPPING and SESSION.");
    }
  }

  private List<TypedExpression> typed(FunctionCall call, String name, int aggregated) {
    ExpressionTyper typer = new ExpressionTyper(columns, types);
    List<TypedExpression> values = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      values.add(
          values.size() < aggregated
              ? typer.typed(argument, "The argument of " + name)
              : typer.type(argument));
    }
    return values;
  }

  /** COUNT of a constant counts every event: nothing of it needs to be stored. */
  private static boolean countsAll(String name, List<TypedExpression> values) {
    return name.equals("COUNT")
        && values.get(0) instanceof Constant constant
        && constant.value() != null;
  }

  private static Object parameter(
      FunctionCall call, String name, int index, TypedExpression given, SqlType type) {
    Object value = given instanceof Constant constant ? constant.value() : null;
    String place = index == 1 ? "second" : index == 2 ? "third" : "last";
    if (type == SqlType.Simple.BOOLEAN) {
      if (value instanceof Boolean) {
        return value;
      }
      throw ExpressionTyper.mismatch(
          call.arguments().get(index).location(),
          "The %s argument of %s says whether NULLs are ignored. It must be TRUE or FALSE, written"
              + " out.",
          place,
          name);
    }
    if (value instanceof Integer number && number >= 1 && number <= MAX_VALUES) {
      return number;
    }
    throw ExpressionTyper.mismatch(
        call.arguments().get(index).location(),
        "The %s argument of %s says how many values it keeps. It must be a whole number from 1 to"
            + " %d, written out.",
        place,
        name,
        MAX_VALUES);
  }
}

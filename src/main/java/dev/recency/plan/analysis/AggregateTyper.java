package dev.recency.plan.analysis;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.function.AggregateSignatures;
import dev.recency.plan.function.Resolution;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.Constant;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Expression.FunctionCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Calls of aggregate functions: the value that is aggregated, the constants, the result's type. */
final class AggregateTyper {
  /** The largest k of TOPK and N of LATEST_BY_OFFSET: a key's state holds that many values. */
  private static final int MAX_VALUES = 10_000;

  private final SourceScope columns;
  private final TypeResolver types;
  private final boolean windowed;

  /**
   * @param windowed whether the query has a WINDOW clause; without one only COUNT runs
   */
  AggregateTyper(SourceScope columns, TypeResolver types, boolean windowed) {
    this.columns = columns.in("the argument of an aggregate");
    this.types = types;
    this.windowed = windowed;
  }

  AggregateCall type(FunctionCall call) {
    String name = call.name().text().toUpperCase(Locale.ROOT);
    refuseWhatDoesNotRun(call, name);
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
    List<TypedExpression> values = values(call, name);
    Resolution resolution =
        AggregateSignatures.resolve(name, values.stream().map(TypedExpression::type).toList());
    if (!(resolution instanceof Resolution.Resolved resolved)) {
      throw new SqlException(
          ErrorCode.UNKNOWN_FUNCTION, call.location(), ((Resolution.NoMatch) resolution).message());
    }
    List<Object> parameters = new ArrayList<>();
    for (int i = 1; i < values.size(); i++) {
      parameters.add(parameter(call, name, i, values.get(i), resolved.parameterTypes().get(i)));
    }
    SqlType type = resolved.parameterTypes().get(0);
    TypedExpression value =
        Coercion.convert(values.get(0), type)
            .orElseThrow(
                () ->
                    ExpressionTyper.mismatch(
                        call.arguments().get(0).location(),
                        "The argument of %s is %s where %s is needed.",
                        name,
                        values.get(0).type(),
                        type));
    return new AggregateCall(name, aggregated(name, value), parameters, resolved.result());
  }

  private void refuseWhatDoesNotRun(FunctionCall call, String name) {
    if (!AggregateSignatures.exist(name)) {
      throw Refusal.unsupported(
          call.location(),
          "The aggregate %s does not run yet. Those that run are %s.",
          name,
          String.join(", ", AggregateSignatures.names()));
    }
    if (!windowed && !name.equals("COUNT")) {
      throw Refusal.unsupported(
          call.location(),
          "The aggregate %s does not run yet without a window; COUNT does. Write WINDOW SLIDING"
              + " (SIZE 30 DAYS), for example, behind FROM.",
          name);
    }
  }

  private List<TypedExpression> values(FunctionCall call, String name) {
    ExpressionTyper typer = new ExpressionTyper(columns, types);
    List<TypedExpression> values = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      values.add(
          values.isEmpty()
              ? typer.typed(argument, "The argument of " + name)
              : typer.type(argument));
    }
    return values;
  }

  /** COUNT of a constant counts every event: nothing of it needs to be stored. */
  private static List<TypedExpression> aggregated(String name, TypedExpression value) {
    boolean countsAll =
        name.equals("COUNT") && value instanceof Constant constant && constant.value() != null;
    return countsAll ? List.of() : List.of(value);
  }

  private static Object parameter(
      FunctionCall call, String name, int index, TypedExpression given, SqlType type) {
    Object value = given instanceof Constant constant ? constant.value() : null;
    String place = index == 1 ? "second" : "third";
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

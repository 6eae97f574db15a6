package dev.recency.plan.analysis;

import static dev.recency.plan.type.SqlType.Simple.STRING;

import dev.recency.plan.function.Argument;
import dev.recency.plan.function.FunctionCatalog;
import dev.recency.plan.function.Resolution;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.LambdaParameter;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Expression.FunctionCall;
import dev.recency.sql.tree.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls of scalar functions and their lambdas. */
final class CallTyper {
  /** Functions whose first argument is a unit of time. */
  private static final Set<String> UNIT_FIRST =
      Set.of("TIMESTAMPADD", "TIMESTAMPSUB", "DATEADD", "DATESUB", "TIMEADD", "TIMESUB");

  /** Units that are parsed as names because columns may be called so. */
  private static final Map<String, String> UNITS =
      Map.of(
          "DAY",
          "DAYS",
          "HOUR",
          "HOURS",
          "MINUTE",
          "MINUTES",
          "SECOND",
          "SECONDS",
          "MILLISECOND",
          "MILLISECONDS");

  private final ExpressionTyper expressions;
  private final Scope scope;
  private final TableFunctionRules rules;
  private Map<String, LambdaParameter> parameters = Map.of();

  CallTyper(ExpressionTyper expressions, Scope scope) {
    this.expressions = expressions;
    this.scope = scope;
    this.rules = new TableFunctionRules(scope);
  }

  /** The lambda parameter of this name, which hides a column of the same name. */
  Optional<TypedExpression> parameter(Expression.ColumnReference reference) {
    return reference.source().isPresent()
        ? Optional.empty()
        : Optional.ofNullable(parameters.get(reference.name().text()));
  }

  TypedExpression type(FunctionCall call) {
    String name = call.name().text().toUpperCase(Locale.ROOT);
    if (FunctionCatalog.isAggregate(name)) {
      return scope.aggregate(call);
    }
    if (FunctionCatalog.isTableFunction(name)) {
      rules.check(call);
    }
    requireKnown(call, name);
    if (call.star()) {
      throw Refusal.of(
          ErrorCode.UNKNOWN_FUNCTION,
          call.location(),
          "%s(*) does not exist; only COUNT takes a star. Name the arguments.",
          name);
    }
    return FunctionCatalog.isTableFunction(name)
        ? rules.tableCall(() -> arguments(call, name))
        : arguments(call, name);
  }

  /** Where table functions may stand. */
  TableFunctionRules rules() {
    return rules;
  }

  private TypedExpression arguments(FunctionCall call, String name) {
    List<TypedExpression> values = new ArrayList<>();
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression argument = call.arguments().get(i);
      if (argument instanceof Expression.Lambda lambda) {
        values.add(new TypedExpression.Constant(null, SqlType.Simple.NULL));
        arguments.add(
            new Argument.LambdaArgument(
                lambda.parameters().size(), types -> body(lambda, types).type()));
      } else {
        TypedExpression value =
            i == 0 && UNIT_FIRST.contains(name) ? unit(argument) : expressions.type(argument);
        values.add(value);
        arguments.add(new Argument.ValueArgument(value.type()));
      }
    }
    return resolve(call, name, values, arguments);
  }

  /** Refuses a name that no function has, before its arguments are looked at. */
  private static void requireKnown(FunctionCall call, String name) {
    if (FunctionCatalog.resolve(name, List.of()) instanceof Resolution.UnknownFunction unknown) {
      throw Refusal.of(
          ErrorCode.UNKNOWN_FUNCTION,
          call.location(),
          "There is no function [%s].%s",
          name,
          unknown.didYouMean().map(near -> " Did you mean " + near + "?").orElse(""));
    }
  }

  /** {@code left || right}: the CONCAT that it was meant to be. */
  TypedExpression concatenation(Expression.Concatenation expression) {
    scope.extended(
        expression.location(), "ksqlDB accepts || but cannot run it; write CONCAT(a, b) there.");
    Identifier concat = new Identifier("CONCAT", false, expression.location());
    return type(
        new FunctionCall(
            concat, List.of(expression.left(), expression.right()), false, expression.location()));
  }

  private TypedExpression unit(Expression argument) {
    if (argument instanceof Expression.ColumnReference reference
        && UNITS.containsKey(reference.name().text())) {
      return new TypedExpression.Constant(UNITS.get(reference.name().text()), STRING);
    }
    return expressions.type(argument);
  }

  private TypedExpression resolve(
      FunctionCall call, String name, List<TypedExpression> values, List<Argument> arguments) {
    Resolution resolution = FunctionCatalog.resolve(name, arguments);
    if (resolution instanceof Resolution.NoMatch) {
      resolution = FunctionCatalog.resolve(name, withTemporalLiterals(values, arguments));
    }
    if (resolution instanceof Resolution.NoMatch noMatch) {
      throw new SqlException(ErrorCode.UNKNOWN_FUNCTION, call.location(), noMatch.message());
    }
    noteAmbiguity(call, name, values);
    Resolution.Resolved resolved = (Resolution.Resolved) resolution;
    List<TypedExpression> converted = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      SqlType required = resolved.parameterTypes().get(i);
      if (call.arguments().get(i) instanceof Expression.Lambda lambda) {
        TypedExpression.Lambda typed = body(lambda, resolved.lambdaParameters().get(i));
        converted.add(
            new TypedExpression.Lambda(
                typed.firstParameter(),
                typed.parameters(),
                convert(typed.body(), required, lambda.location())));
      } else if (chooses(name) && keepsScale(values.get(i).type(), required)) {
        converted.add(values.get(i));
      } else {
        converted.add(convert(values.get(i), required, call.arguments().get(i).location()));
      }
    }
    return new TypedExpression.Call(resolved.signature(), converted, resolved.result());
  }

  /** Text literals beside a DATE, TIME or TIMESTAMP are meant to be of that type. */
  private static List<Argument> withTemporalLiterals(
      List<TypedExpression> values, List<Argument> arguments) {
    Optional<SqlType> temporal =
        values.stream().map(TypedExpression::type).filter(SqlType::temporal).findFirst();
    List<Argument> converted = new ArrayList<>(arguments);
    for (int i = 0; i < values.size() && temporal.isPresent(); i++) {
      if (values.get(i) instanceof TypedExpression.Constant constant && constant.type() == STRING) {
        converted.set(i, new Argument.ValueArgument(temporal.get()));
      }
    }
    return converted;
  }

  /** The one place where ksqlDB finds overloads ambiguous that have a best one here. */
  private void noteAmbiguity(FunctionCall call, String name, List<TypedExpression> values) {
    long types =
        values.stream()
            .map(TypedExpression::type)
            .filter(SqlType::numeric)
            .map(type -> type instanceof SqlType.Decimal ? SqlType.Decimal.class : type)
            .distinct()
            .count();
    if (chooses(name) && types > 1) {
      scope.extended(
          call.location(),
          "ksqlDB finds " + name + " over several number types ambiguous; CAST them to one there.");
    }
  }

  private static boolean chooses(String name) {
    return name.equals("GREATEST") || name.equals("LEAST");
  }

  /** The chosen DECIMAL comes out as it went in, with the digits of its own scale. */
  private static boolean keepsScale(SqlType given, SqlType required) {
    return given instanceof SqlType.Decimal && required instanceof SqlType.Decimal;
  }

  private static TypedExpression convert(
      TypedExpression value, SqlType required, Location location) {
    return Coercion.convert(value, required)
        .orElseThrow(
            () ->
                ExpressionTyper.mismatch(
                    location, "The argument is %s where %s is needed.", value.type(), required));
  }

  private TypedExpression.Lambda body(Expression.Lambda lambda, List<SqlType> types) {
    Map<String, LambdaParameter> outer = parameters;
    Map<String, LambdaParameter> inner = new HashMap<>(outer);
    int first = outer.values().stream().mapToInt(LambdaParameter::number).max().orElse(-1) + 1;
    for (int i = 0; i < types.size(); i++) {
      String name = lambda.parameters().get(i).text();
      inner.put(name, new LambdaParameter(first + i, types.get(i)));
    }
    parameters = inner;
    try {
      return rules.without(
          "a lambda",
          () -> new TypedExpression.Lambda(first, types, expressions.type(lambda.body())));
    } finally {
      parameters = outer;
    }
  }
}

package dev.recency.expression;

import dev.recency.expression.ErrorListener.Kind;
import dev.recency.expression.function.CallSite;
import dev.recency.expression.function.FunctionLibrary;
import dev.recency.expression.function.LambdaValue;
import dev.recency.expression.function.ScalarFunction;
import dev.recency.plan.function.FunctionSignature;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.Call;
import dev.recency.plan.typed.TypedExpression.FieldAccess;
import dev.recency.plan.typed.TypedExpression.Lambda;
import dev.recency.plan.typed.TypedExpression.TableCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls of functions. An argument that is itself a call (or a field of a struct) and fails is NULL
 * for the outer function; any other argument that fails is an error of the outer call too.
 */
final class CallCompiler {
  private CallCompiler() {}

  static Evaluator compile(Call call, ExpressionCompiler compiler) {
    return compile(call.function(), call.arguments(), call.type(), compiler);
  }

  /** The list of values that a table function gives for a row; one that fails gives none. */
  static Evaluator table(TableCall call, ExpressionCompiler compiler) {
    Evaluator list = compile(call.function(), List.of(call.argument()), call.type(), compiler);
    return compiler.scope().guarded(list, Kind.FUNCTION);
  }

  private static Evaluator compile(
      FunctionSignature signature,
      List<TypedExpression> expressions,
      SqlType type,
      ExpressionCompiler compiler) {
    ScalarFunction function =
        FunctionLibrary.of(signature)
            .create(
                new CallSite(
                    expressions.stream().map(TypedExpression::type).toList(),
                    type,
                    compiler.scope().surroundings()));
    Evaluator[] arguments =
        expressions.stream()
            .map(argument -> argument(argument, compiler))
            .toArray(Evaluator[]::new);
    return row -> {
      @Nullable Object[] values = new @Nullable Object[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        values[i] = arguments[i].evaluate(row);
      }
      return function.apply(values);
    };
  }

  private static Evaluator argument(TypedExpression argument, ExpressionCompiler compiler) {
    if (argument instanceof Lambda lambda) {
      return lambda(lambda, compiler);
    }
    Evaluator evaluator = compiler.evaluator(argument);
    return argument instanceof Call || argument instanceof FieldAccess
        ? compiler.scope().guarded(evaluator, Kind.FUNCTION)
        : evaluator;
  }

  private static Evaluator lambda(Lambda lambda, ExpressionCompiler compiler) {
    Evaluator body = compiler.evaluator(lambda.body());
    int first = lambda.firstParameter();
    Scope scope = compiler.scope();
    return row -> (LambdaValue) parameters -> apply(body, row, first, scope, parameters);
  }

  private static @Nullable Object apply(
      Evaluator body, Row row, int first, Scope scope, @Nullable Object[] parameters) {
    for (int i = 0; i < parameters.length; i++) {
      scope.setLambdaParameter(first + i, parameters[i]);
    }
    return body.evaluate(row);
  }
}

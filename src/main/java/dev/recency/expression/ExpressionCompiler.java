package dev.recency.expression;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.And;
import dev.recency.plan.typed.TypedExpression.Arithmetic;
import dev.recency.plan.typed.TypedExpression.Between;
import dev.recency.plan.typed.TypedExpression.Branch;
import dev.recency.plan.typed.TypedExpression.Call;
import dev.recency.plan.typed.TypedExpression.Case;
import dev.recency.plan.typed.TypedExpression.Cast;
import dev.recency.plan.typed.TypedExpression.Comparison;
import dev.recency.plan.typed.TypedExpression.Constant;
import dev.recency.plan.typed.TypedExpression.Distinct;
import dev.recency.plan.typed.TypedExpression.Element;
import dev.recency.plan.typed.TypedExpression.FieldAccess;
import dev.recency.plan.typed.TypedExpression.In;
import dev.recency.plan.typed.TypedExpression.IsNull;
import dev.recency.plan.typed.TypedExpression.Lambda;
import dev.recency.plan.typed.TypedExpression.LambdaParameter;
import dev.recency.plan.typed.TypedExpression.Like;
import dev.recency.plan.typed.TypedExpression.MakeArray;
import dev.recency.plan.typed.TypedExpression.MakeMap;
import dev.recency.plan.typed.TypedExpression.MakeStruct;
import dev.recency.plan.typed.TypedExpression.Negate;
import dev.recency.plan.typed.TypedExpression.Not;
import dev.recency.plan.typed.TypedExpression.Or;
import dev.recency.plan.typed.TypedExpression.Predicate;
import dev.recency.plan.typed.TypedExpression.Slot;
import dev.recency.plan.typed.TypedExpression.TableCall;
import java.util.List;

/**
 * Typed expressions to closures: conditions where the value is BOOLEAN and cannot be NULL,
 * evaluators elsewhere. Each kind of node has its compiler; this class only chooses.
 */
final class ExpressionCompiler {
  private final Scope scope;

  ExpressionCompiler(Scope scope) {
    this.scope = scope;
  }

  Scope scope() {
    return scope;
  }

  Evaluator evaluator(TypedExpression expression) {
    if (expression instanceof Predicate) {
      return condition(expression)::test;
    }
    if (expression instanceof Slot slot) {
      return slot(slot);
    }
    if (expression instanceof Constant constant) {
      Object value = constant.value();
      return row -> value;
    }
    if (expression instanceof Arithmetic arithmetic) {
      return ArithmeticCompiler.compile(arithmetic, this);
    }
    if (expression instanceof Negate negate) {
      return ArithmeticCompiler.compile(negate, this);
    }
    if (expression instanceof Cast cast) {
      return CastCompiler.compile(cast, this);
    }
    if (expression instanceof Case choice) {
      return choice(choice);
    }
    if (expression instanceof Call call) {
      return CallCompiler.compile(call, this);
    }
    if (expression instanceof TableCall call) {
      int number = scope.addTable(CallCompiler.table(call, this));
      return row -> scope.element(number);
    }
    if (expression instanceof LambdaParameter parameter) {
      int number = parameter.number();
      return row -> scope.lambdaParameter(number);
    }
    return collection(expression);
  }

  private Evaluator collection(TypedExpression expression) {
    if (expression instanceof MakeStruct struct) {
      return CollectionCompiler.struct(struct, this);
    }
    if (expression instanceof MakeArray array) {
      return CollectionCompiler.array(array, this);
    }
    if (expression instanceof MakeMap map) {
      return CollectionCompiler.map(map, this);
    }
    if (expression instanceof FieldAccess access) {
      return CollectionCompiler.field(access, this);
    }
    if (expression instanceof Element element) {
      return CollectionCompiler.element(element, this);
    }
    if (expression instanceof Lambda) {
      throw new IllegalArgumentException("A lambda stands outside of a call's arguments.");
    }
    throw new IllegalArgumentException("No evaluator for " + expression);
  }

  private static Evaluator slot(Slot slot) {
    int index = slot.slot();
    SqlType type = slot.type();
    return type.primitive() ? row -> row.get(index, type) : row -> row.getReference(index);
  }

  private Evaluator choice(Case choice) {
    List<Branch> branches = choice.branches();
    Condition[] conditions =
        branches.stream().map(branch -> condition(branch.condition())).toArray(Condition[]::new);
    Evaluator[] results =
        branches.stream().map(branch -> evaluator(branch.result())).toArray(Evaluator[]::new);
    Evaluator otherwise = choice.otherwise().map(this::evaluator).orElse(row -> null);
    return row -> {
      for (int i = 0; i < conditions.length; i++) {
        if (conditions[i].test(row)) {
          return results[i].evaluate(row);
        }
      }
      return otherwise.evaluate(row);
    };
  }

  /** The condition throws where the expression is NULL. */
  Condition condition(TypedExpression expression) {
    if (expression instanceof Comparison comparison) {
      return ComparisonCompiler.compile(
          comparison.operator(), comparison.left(), comparison.right(), this);
    }
    if (expression instanceof And and) {
      Condition left = condition(and.left());
      Condition right = condition(and.right());
      return row -> left.test(row) && right.test(row);
    }
    if (expression instanceof Or or) {
      Condition left = condition(or.left());
      Condition right = condition(or.right());
      return row -> left.test(row) || right.test(row);
    }
    if (expression instanceof Not not) {
      Condition operand = condition(not.operand());
      return row -> !operand.test(row);
    }
    if (expression instanceof IsNull isNull) {
      return PredicateCompiler.isNull(isNull, this);
    }
    if (expression instanceof Distinct distinct) {
      return PredicateCompiler.distinct(distinct, this);
    }
    if (expression instanceof Between between) {
      return PredicateCompiler.between(between, this);
    }
    if (expression instanceof In in) {
      return PredicateCompiler.in(in, this);
    }
    if (expression instanceof Like like) {
      return LikeCompiler.compile(like, this);
    }
    return PredicateCompiler.value(expression, this);
  }
}

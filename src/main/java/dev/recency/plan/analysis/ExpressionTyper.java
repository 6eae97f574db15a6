package dev.recency.plan.analysis;

import static dev.recency.plan.type.SqlType.Simple.BOOLEAN;
import static dev.recency.plan.type.SqlType.Simple.INTEGER;
import static dev.recency.plan.type.SqlType.Simple.NULL;
import static dev.recency.plan.type.SqlType.Simple.STRING;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Literal;
import dev.recency.sql.tree.Predicate;
import java.util.Optional;

/** Expressions as written to expressions with slots and types. */
final class ExpressionTyper {
  private final Scope scope;
  private final TypeResolver types;
  private final PredicateTyper predicates;
  private final CallTyper calls;
  private final ConstructorTyper constructors;

  ExpressionTyper(Scope scope, TypeResolver types) {
    this.scope = scope;
    this.types = types;
    this.predicates = new PredicateTyper(this, scope);
    this.calls = new CallTyper(this, scope);
    this.constructors = new ConstructorTyper(this, scope);
  }

  /** The typed form; a bare NULL has type NULL. */
  TypedExpression type(Expression expression) {
    Optional<TypedExpression> known = scope.known(expression);
    if (known.isPresent()) {
      return known.get();
    }
    if (expression instanceof Literal literal) {
      if (literal instanceof Literal.LongLiteral whole && whole.value() == Long.MIN_VALUE) {
        scope.extended(
            literal.location(),
            "ksqlDB cannot read the smallest BIGINT; CAST it from a text there.");
      }
      return Constants.of(literal);
    }
    if (expression instanceof Predicate predicate) {
      return predicates.type(predicate);
    }
    if (expression instanceof Expression.ColumnReference reference) {
      return calls.parameter(reference).orElseGet(() -> scope.column(reference));
    }
    if (expression instanceof Expression.FunctionCall call) {
      return calls.type(call);
    }
    return operation(expression);
  }

  /** The typed form, as BOOLEAN. */
  TypedExpression condition(Expression expression, String clause) {
    TypedExpression typed = type(expression);
    if (typed.type() != BOOLEAN) {
      throw mismatch(
          expression.location(),
          "%s must be BOOLEAN and is %s. Compare it with something.",
          clause,
          typed.type());
    }
    return typed;
  }

  private TypedExpression operation(Expression expression) {
    if (expression instanceof Expression.Arithmetic arithmetic) {
      return ArithmeticTyper.type(arithmetic, type(arithmetic.left()), type(arithmetic.right()));
    }
    if (expression instanceof Expression.Concatenation concatenation) {
      return calls.concatenation(concatenation);
    }
    if (expression instanceof Expression.UnarySign sign) {
      return sign(sign);
    }
    if (expression instanceof Expression.Case choice) {
      return calls.rules().without("CASE", () -> constructors.choice(choice));
    }
    if (expression instanceof Expression.Cast cast) {
      return cast(cast);
    }
    if (expression instanceof Expression.Dereference dereference) {
      return dereference(dereference);
    }
    if (expression instanceof Expression.Subscript subscript) {
      return subscript(subscript);
    }
    if (expression instanceof Expression.StructLiteral literal) {
      return constructors.struct(literal);
    }
    if (expression instanceof Expression.ArrayLiteral literal) {
      return constructors.array(literal);
    }
    if (expression instanceof Expression.MapLiteral literal) {
      return constructors.map(literal);
    }
    if (expression instanceof Expression.UnitArgument unit) {
      return new TypedExpression.Constant(unit.unit().name(), STRING);
    }
    throw Refusal.of(
        ErrorCode.TYPE_MISMATCH,
        expression.location(),
        "A lambda stands only as an argument of TRANSFORM, FILTER or REDUCE.");
  }

  private TypedExpression sign(Expression.UnarySign sign) {
    TypedExpression operand = type(sign.operand());
    if (!operand.type().numeric()) {
      throw mismatch(
          sign.location(), "A sign needs a number and stands before %s.", operand.type());
    }
    return sign.negative() ? new TypedExpression.Negate(operand) : operand;
  }

  private TypedExpression cast(Expression.Cast cast) {
    TypedExpression operand = type(cast.operand());
    SqlType target = types.resolve(cast.type());
    if (operand.type() == NULL) {
      return new TypedExpression.Constant(null, target);
    }
    if (operand.type().equals(target)) {
      return operand;
    }
    if (!Casts.allowed(operand.type(), target)) {
      throw mismatch(cast.location(), "There is no CAST from %s to %s.", operand.type(), target);
    }
    return new TypedExpression.Cast(operand, target);
  }

  private TypedExpression dereference(Expression.Dereference dereference) {
    TypedExpression base = type(dereference.base());
    String field = dereference.field().text();
    if (!(base.type() instanceof SqlType.Struct struct)) {
      throw mismatch(
          dereference.location(), "-> needs a STRUCT on its left and finds %s.", base.type());
    }
    int index = struct.indexOf(field);
    if (index < 0) {
      throw Refusal.of(
          ErrorCode.UNKNOWN_COLUMN,
          dereference.field().location(),
          "The STRUCT has no field [%s].%s Its type is %s.",
          field,
          Refusal.didYouMean(field, struct.fields().stream().map(SqlType.Field::name).toList()),
          struct);
    }
    return new TypedExpression.FieldAccess(base, index, struct.fields().get(index).type());
  }

  private TypedExpression subscript(Expression.Subscript subscript) {
    TypedExpression base = type(subscript.base());
    TypedExpression index = type(subscript.index());
    SqlType required;
    SqlType result;
    if (base.type() instanceof SqlType.Array array) {
      required = index.type() == SqlType.Simple.BIGINT ? index.type() : INTEGER;
      result = array.element();
    } else if (base.type() instanceof SqlType.MapOf map) {
      required = map.key();
      result = map.value();
    } else {
      throw mismatch(
          subscript.location(), "[…] needs an ARRAY or a MAP and finds %s.", base.type());
    }
    if (!index.type().equals(required)) {
      throw mismatch(
          subscript.index().location(),
          "The subscript of %s must be %s and is %s.",
          base.type(),
          required,
          index.type());
    }
    return new TypedExpression.Element(base, index, result);
  }

  /** The typed form of something that becomes a column or a field, so it needs a type. */
  TypedExpression typed(Expression expression, String what) {
    TypedExpression typed = type(expression);
    if (typed.type() == NULL) {
      throw mismatch(
          expression.location(),
          "%s is NULL without a type. Write for example CAST(NULL AS STRING).",
          what);
    }
    return typed;
  }

  static SqlException mismatch(Location location, String what, Object... values) {
    return Refusal.of(ErrorCode.TYPE_MISMATCH, location, what, values);
  }
}

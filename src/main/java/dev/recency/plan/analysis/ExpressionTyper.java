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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expressions as written to expressions with slots and types. */
final class ExpressionTyper {
  private final Scope scope;
  private final TypeResolver types;
  private final PredicateTyper predicates;
  private final CallTyper calls;

  ExpressionTyper(Scope scope, TypeResolver types) {
    this.scope = scope;
    this.types = types;
    this.predicates = new PredicateTyper(this);
    this.calls = new CallTyper(this, scope);
  }

  /** The typed form; a bare NULL has type NULL. */
  TypedExpression type(Expression expression) {
    Optional<TypedExpression> known = scope.known(expression);
    if (known.isPresent()) {
      return known.get();
    }
    if (expression instanceof Literal literal) {
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
      return ArithmeticTyper.type(
          arithmetic, type(arithmetic.left()), type(arithmetic.right()));
    }
    if (expression instanceof Expression.Concatenation concatenation) {
      return calls.concatenation(concatenation);
    }
    if (expression instanceof Expression.UnarySign sign) {
      return sign(sign);
    }
    if (expression instanceof Expression.Case choice) {
      return choice(choice);
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
      return struct(literal);
    }
    if (expression instanceof Expression.ArrayLiteral literal) {
      return array(literal);
    }
    if (expression instanceof Expression.MapLiteral literal) {
      return map(literal);
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

  private TypedExpression choice(Expression.Case choice) {
    List<TypedExpression> conditions = new ArrayList<>();
    List<TypedExpression> results = new ArrayList<>();
    for (Expression.When when : choice.branches()) {
      Expression condition =
          choice.operand().isEmpty()
              ? when.condition()
              : new Predicate.Comparison(
                  Predicate.ComparisonOperator.EQUAL,
                  choice.operand().get(),
                  when.condition(),
                  when.location());
      conditions.add(condition(condition, "The condition of WHEN"));
      results.add(type(when.result()));
    }
    choice.otherwise().ifPresent(otherwise -> results.add(type(otherwise)));
    SqlType type = common(results, choice.location(), "the results of CASE");
    List<TypedExpression> converted = Coercion.all(results, type).orElseThrow();
    List<TypedExpression.Branch> branches = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      branches.add(new TypedExpression.Branch(conditions.get(i), converted.get(i)));
    }
    Optional<TypedExpression> otherwise =
        choice.otherwise().map(present -> converted.get(converted.size() - 1));
    return new TypedExpression.Case(branches, otherwise, type);
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
      throw mismatch(
          cast.location(), "There is no CAST from %s to %s.", operand.type(), target);
    }
    return new TypedExpression.Cast(operand, target);
  }

  private TypedExpression dereference(Expression.Dereference dereference) {
    TypedExpression base = type(dereference.base());
    String field = dereference.field().text();
    if (!(base.type() instanceof SqlType.Struct struct)) {
      throw mismatch(
          dereference.location(),
          "-> needs a STRUCT on its left and finds %s.",
          base.type());
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

  private TypedExpression struct(Expression.StructLiteral literal) {
    List<TypedExpression> values = new ArrayList<>();
    List<SqlType.Field> fields = new ArrayList<>();
    for (Expression.StructEntry entry : literal.fields()) {
      String name = entry.name().text();
      if (fields.stream().anyMatch(field -> field.name().equals(name))) {
        throw Refusal.of(
            ErrorCode.DUPLICATE, entry.location(), "The STRUCT has two fields [%s].", name);
      }
      TypedExpression value = typed(entry.value(), "STRUCT field [" + name + "]");
      values.add(value);
      fields.add(new SqlType.Field(name, value.type()));
    }
    return new TypedExpression.MakeStruct(values, new SqlType.Struct(fields));
  }

  private TypedExpression array(Expression.ArrayLiteral literal) {
    List<TypedExpression> elements = literal.elements().stream().map(this::type).toList();
    SqlType type = common(elements, literal.location(), "the elements of ARRAY");
    return new TypedExpression.MakeArray(
        Coercion.all(elements, type).orElseThrow(), new SqlType.Array(type));
  }

  private TypedExpression map(Expression.MapLiteral literal) {
    List<TypedExpression> keys =
        literal.entries().stream().map(entry -> type(entry.key())).toList();
    List<TypedExpression> values =
        literal.entries().stream().map(entry -> type(entry.value())).toList();
    SqlType key = common(keys, literal.location(), "the keys of MAP");
    SqlType value = common(values, literal.location(), "the values of MAP");
    return new TypedExpression.MakeMap(
        Coercion.all(keys, key).orElseThrow(),
        Coercion.all(values, value).orElseThrow(),
        new SqlType.MapOf(key, value));
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

  private static SqlType common(List<TypedExpression> parts, Location location, String what) {
    SqlType type =
        Coercion.common(parts)
            .filter(found -> Coercion.all(parts, found).isPresent())
            .orElseThrow(
                () ->
                    mismatch(
                        location,
                        "There is no type for %s: they are %s. CAST them to one type.",
                        what,
                        parts.stream().map(TypedExpression::type).distinct().toList()));
    if (type == NULL) {
      throw mismatch(
          location,
          "There is no type for %s: all are NULL. Write for example CAST(NULL AS STRING).",
          what);
    }
    return type;
  }

  static SqlException mismatch(Location location, String what, Object... values) {
    return Refusal.of(ErrorCode.TYPE_MISMATCH, location, what, values);
  }
}

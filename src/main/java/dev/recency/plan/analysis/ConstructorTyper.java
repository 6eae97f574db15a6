package dev.recency.plan.analysis;

import static dev.recency.plan.type.SqlType.Simple.NULL;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CASE, STRUCT, ARRAY and MAP: values made of several that must agree on a type. */
final class ConstructorTyper {
  private final ExpressionTyper expressions;
  private final Scope scope;

  ConstructorTyper(ExpressionTyper expressions, Scope scope) {
    this.expressions = expressions;
    this.scope = scope;
  }

  TypedExpression choice(Expression.Case choice) {
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
      conditions.add(expressions.condition(condition, "The condition of WHEN"));
      results.add(expressions.type(when.result()));
    }
    choice.otherwise().ifPresent(otherwise -> results.add(expressions.type(otherwise)));
    SqlType type = common(results, choice.location(), "the results of CASE");
    noteExtensions(choice, results);
    List<TypedExpression> converted = Coercion.all(results, type).orElseThrow();
    List<TypedExpression.Branch> branches = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      branches.add(new TypedExpression.Branch(conditions.get(i), converted.get(i)));
    }
    Optional<TypedExpression> otherwise =
        choice.otherwise().map(present -> converted.get(converted.size() - 1));
    return new TypedExpression.Case(branches, otherwise, type);
  }

  private void noteExtensions(Expression.Case choice, List<TypedExpression> results) {
    if (choice.operand().isPresent()) {
      scope.extended(
          choice.location(),
          "ksqlDB runs no CASE with a value behind it; compare that in each WHEN there.");
    }
    List<SqlType> types =
        results.stream()
            .map(TypedExpression::type)
            .filter(type -> type != NULL)
            .distinct()
            .toList();
    if (types.size() > 1) {
      scope.extended(
          choice.location(),
          "ksqlDB refuses a CASE whose results are " + types + "; CAST them to one type there.");
    }
  }

  TypedExpression struct(Expression.StructLiteral literal) {
    List<TypedExpression> values = new ArrayList<>();
    List<SqlType.Field> fields = new ArrayList<>();
    for (Expression.StructEntry entry : literal.fields()) {
      String name = entry.name().text();
      if (fields.stream().anyMatch(field -> field.name().equals(name))) {
        throw Refusal.of(
            ErrorCode.DUPLICATE,
            entry.location(),
            "The STRUCT has two fields [%s]. Rename one.",
            name);
      }
      TypedExpression value = expressions.typed(entry.value(), "STRUCT field [" + name + "]");
      values.add(value);
      fields.add(new SqlType.Field(name, value.type()));
    }
    return new TypedExpression.MakeStruct(values, new SqlType.Struct(fields));
  }

  TypedExpression array(Expression.ArrayLiteral literal) {
    List<TypedExpression> elements = literal.elements().stream().map(expressions::type).toList();
    SqlType type = common(elements, literal.location(), "the elements of ARRAY");
    return new TypedExpression.MakeArray(
        Coercion.all(elements, type).orElseThrow(), new SqlType.Array(type));
  }

  TypedExpression map(Expression.MapLiteral literal) {
    List<TypedExpression> keys =
        literal.entries().stream().map(entry -> expressions.type(entry.key())).toList();
    List<TypedExpression> values =
        literal.entries().stream().map(entry -> expressions.type(entry.value())).toList();
    SqlType key = common(keys, literal.location(), "the keys of MAP");
    SqlType value = common(values, literal.location(), "the values of MAP");
    return new TypedExpression.MakeMap(
        Coercion.all(keys, key).orElseThrow(),
        Coercion.all(values, value).orElseThrow(),
        new SqlType.MapOf(key, value));
  }

  private static SqlType common(List<TypedExpression> parts, Location location, String what) {
    SqlType type =
        CommonTypes.of(parts)
            .filter(found -> Coercion.all(parts, found).isPresent())
            .orElseThrow(
                () ->
                    ExpressionTyper.mismatch(
                        location,
                        "There is no type for %s: they are %s. CAST them to one type.",
                        what,
                        parts.stream().map(TypedExpression::type).distinct().toList()));
    if (type == NULL) {
      throw ExpressionTyper.mismatch(
          location,
          "There is no type for %s: all are NULL. Write for example CAST(NULL AS STRING).",
          what);
    }
    return type;
  }
}

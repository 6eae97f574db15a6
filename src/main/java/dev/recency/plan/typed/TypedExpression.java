package dev.recency.plan.typed;

import dev.recency.plan.function.FunctionSignature;
import dev.recency.plan.type.SqlType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scalar expression over the slots of one row layout. What each node means where a value is NULL
 * is the dialect's (two-valued comparisons included); {@code dev.recency.expression} implements it.
 */
public sealed interface TypedExpression {
  /** The type of the result. */
  SqlType type();

  /** The value of a slot. */
  record Slot(int slot, String name, SqlType type) implements TypedExpression {}

  /** A constant as {@link SqlType} represents it. */
  record Constant(@Nullable Object value, SqlType type) implements TypedExpression {}

  /** Arithmetic operators. ADD on two STRINGs concatenates. */
  enum ArithmeticOperator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MODULO
  }

  /** Arithmetic; operands keep their own types, the result is computed in {@code type}. */
  record Arithmetic(
      ArithmeticOperator operator, TypedExpression left, TypedExpression right, SqlType type)
      implements TypedExpression {}

  /** Unary minus. */
  record Negate(TypedExpression operand) implements TypedExpression {
    @Override
    public SqlType type() {
      return operand.type();
    }
  }

  /** Comparison operators. */
  enum ComparisonOperator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  /** Comparison: false if a side is NULL. Operands are comparable but may differ in type. */
  record Comparison(ComparisonOperator operator, TypedExpression left, TypedExpression right)
      implements Predicate {}

  /** {@code left IS [NOT] DISTINCT FROM right}. */
  record Distinct(TypedExpression left, TypedExpression right, boolean negated)
      implements Predicate {}

  /** AND: a NULL operand is an error unless short-circuited. */
  record And(TypedExpression left, TypedExpression right) implements Predicate {}

  /** OR: a NULL operand is an error unless short-circuited. */
  record Or(TypedExpression left, TypedExpression right) implements Predicate {}

  /** NOT: a NULL operand is an error. */
  record Not(TypedExpression operand) implements Predicate {}

  /** {@code operand IS [NOT] NULL}. */
  record IsNull(TypedExpression operand, boolean negated) implements Predicate {}

  /** {@code value [NOT] BETWEEN low AND high}: false if one is NULL, negated: true. */
  record Between(TypedExpression value, TypedExpression low, TypedExpression high, boolean negated)
      implements Predicate {}

  /** {@code value [NOT] IN (…)}: a NULL value is in no list; NULL options are ignored. */
  record In(TypedExpression value, List<TypedExpression> options, boolean negated)
      implements Predicate {}

  /** {@code value [NOT] LIKE pattern}: a NULL value or pattern is an error (false in WHERE). */
  record Like(
      TypedExpression value, TypedExpression pattern, Optional<Character> escape, boolean negated)
      implements Predicate {}

  /** One branch of CASE. */
  record Branch(TypedExpression condition, TypedExpression result) {}

  /** CASE with conditions; a simple CASE was rewritten to comparisons. Lazy. */
  record Case(List<Branch> branches, Optional<TypedExpression> otherwise, SqlType type)
      implements TypedExpression {}

  /** CAST, explicit or implied by the context. */
  record Cast(TypedExpression operand, SqlType type) implements TypedExpression {}

  /** {@code base->field}: NULL if the base is. */
  record FieldAccess(TypedExpression base, int field, SqlType type) implements TypedExpression {}

  /** {@code base[index]} of an array (1-based, negative from the end) or a map. */
  record Element(TypedExpression base, TypedExpression index, SqlType type)
      implements TypedExpression {}

  /** STRUCT(…): a field that fails is NULL. */
  record MakeStruct(List<TypedExpression> values, SqlType.Struct type) implements TypedExpression {}

  /** ARRAY[…]: an element that fails is NULL. */
  record MakeArray(List<TypedExpression> elements, SqlType.Array type) implements TypedExpression {}

  /** MAP(k := v, …): an entry that fails is NULL. */
  record MakeMap(List<TypedExpression> keys, List<TypedExpression> values, SqlType.MapOf type)
      implements TypedExpression {}

  /** A scalar function; arguments are already of the parameter types or lambdas. */
  record Call(FunctionSignature function, List<TypedExpression> arguments, SqlType type)
      implements TypedExpression {}

  /**
   * A table function: one element of the list that the function gives for a row. Stands only in the
   * projection of a transform, whose rows for one event go through all such lists in step.
   *
   * @param argument already of the parameter's type
   */
  record TableCall(FunctionSignature function, TypedExpression argument, SqlType type)
      implements TypedExpression {}

  /**
   * A lambda argument. Its parameters are numbered from {@code firstParameter}, counting those of
   * enclosing lambdas, so nested lambdas do not clash. Its type is that of its body.
   */
  record Lambda(int firstParameter, List<SqlType> parameters, TypedExpression body)
      implements TypedExpression {
    @Override
    public SqlType type() {
      return body.type();
    }
  }

  /** A parameter of an enclosing lambda. */
  record LambdaParameter(int number, SqlType type) implements TypedExpression {}

  /** Expressions of type BOOLEAN. */
  sealed interface Predicate extends TypedExpression {
    @Override
    default SqlType type() {
      return SqlType.Simple.BOOLEAN;
    }
  }
}

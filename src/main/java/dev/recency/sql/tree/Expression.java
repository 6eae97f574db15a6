package dev.recency.sql.tree;

import dev.recency.sql.Location;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An expression as written; parentheses are only in the shape of the tree. */
public sealed interface Expression extends Node permits Literal, Predicate, Expression.Operation {

  /** Every expression that is neither a constant nor a test. */
  sealed interface Operation extends Expression {}

  /** {@code name} or {@code source.name}. */
  record ColumnReference(Optional<Identifier> source, Identifier name, Location location)
      implements Operation {}

  /** The operators of {@link Arithmetic}. */
  enum ArithmeticOperator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    MODULO("%");

    private final String symbol;

    ArithmeticOperator(String symbol) {
      this.symbol = symbol;
    }

    /** As written in SQL. */
    public String symbol() {
      return symbol;
    }
  }

  /**
   * {@code left + right} and its kind.
   *
   * @param location of the operator, because that is what a type error is about
   */
  record Arithmetic(
      ArithmeticOperator operator, Expression left, Expression right, Location location)
      implements Operation {}

  /** {@code left || right}. */
  record Concatenation(Expression left, Expression right, Location location) implements Operation {}

  /** {@code -operand} or {@code +operand}. */
  record UnarySign(boolean negative, Expression operand, Location location) implements Operation {}

  /**
   * {@code CASE [operand] WHEN … THEN … [ELSE …] END}.
   *
   * @param operand present for the simple form, where each condition is a value to compare with
   */
  record Case(
      Optional<Expression> operand,
      List<When> branches,
      Optional<Expression> otherwise,
      Location location)
      implements Operation {
    public Case {
      branches = List.copyOf(branches);
    }
  }

  /** One branch of {@link Case}. */
  record When(Expression condition, Expression result, Location location) implements Node {}

  /** {@code CAST(operand AS type)}. */
  record Cast(Expression operand, TypeNode type, Location location) implements Operation {}

  /** {@code base->field}. */
  record Dereference(Expression base, Identifier field, Location location) implements Operation {}

  /** {@code base[index]} of an array or a map. */
  record Subscript(Expression base, Expression index, Location location) implements Operation {}

  /** {@code STRUCT(name := value, …)}. */
  record StructLiteral(List<StructEntry> fields, Location location) implements Operation {
    public StructLiteral {
      fields = List.copyOf(fields);
    }
  }

  /** One field of {@link StructLiteral}. */
  record StructEntry(Identifier name, Expression value) implements Node {
    @Override
    public Location location() {
      return name.location();
    }
  }

  /** {@code ARRAY[element, …]}. */
  record ArrayLiteral(List<Expression> elements, Location location) implements Operation {
    public ArrayLiteral {
      elements = List.copyOf(elements);
    }
  }

  /** {@code MAP(key := value, …)}. */
  record MapLiteral(List<MapEntry> entries, Location location) implements Operation {
    public MapLiteral {
      entries = List.copyOf(entries);
    }
  }

  /** One entry of {@link MapLiteral}. */
  record MapEntry(Expression key, Expression value, Location location) implements Node {}

  /**
   * {@code name(argument, …)}.
   *
   * @param star whether the argument list is {@code *}, as in {@code COUNT(*)}
   */
  record FunctionCall(Identifier name, List<Expression> arguments, boolean star, Location location)
      implements Operation {
    public FunctionCall {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code x => body} or {@code (x, y) => body}; only an argument of a function. */
  record Lambda(List<Identifier> parameters, Expression body, Location location)
      implements Operation {
    public Lambda {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * A unit of time as an argument: {@code TIMESTAMPADD(MINUTES, 5, at)}. Only the words that cannot
   * be column names (the plural ones and MILLISECOND) are parsed so; {@code DAY}, {@code HOUR},
   * {@code MINUTE} and {@code SECOND} alone are column references.
   */
  record UnitArgument(TimeUnit unit, Location location) implements Operation {}
}

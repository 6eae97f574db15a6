package dev.recency.sql;

import static dev.recency.sql.Trees.NOWHERE;

import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Literal;
import dev.recency.sql.tree.Predicate;
import dev.recency.sql.tree.TypeNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Random expressions of every kind, as the parser could have built them. */
public final class ExpressionGenerator {

  private static final List<String> PLAIN_NAMES =
      List.of("A", "USERID", "_X1", "KEY", "ARRAY", "EMIT", "IF", "SOURCE", "TIMESTAMP", "X@Y");

  private static final String ODD_CHARACTERS = "aZ0 _`'\"$\\{}é€😀-;/*%\t";

  private static final List<TimeUnit> UNITS =
      List.of(
          TimeUnit.DAYS, TimeUnit.HOURS, TimeUnit.MINUTES, TimeUnit.SECONDS, TimeUnit.MILLISECONDS);

  private final Random random;

  public ExpressionGenerator(Random random) {
    this.random = random;
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  <T extends Enum<T>> T oneOf(Class<T> type) {
    return oneOf(List.of(type.getEnumConstants()));
  }

  <T> Optional<T> maybe(Supplier<T> value) {
    return chance(40) ? Optional.of(value.get()) : Optional.empty();
  }

  <T> List<T> some(int least, int most, Supplier<T> value) {
    List<T> all = new ArrayList<>();
    int count = least + random.nextInt(most - least + 1);
    for (int i = 0; i < count; i++) {
      all.add(value.get());
    }
    return all;
  }

  TimeUnit unit() {
    return oneOf(UNITS);
  }

  /** Any text, with all that needs escaping; now and then what looks like a variable. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      int at = random.nextInt(ODD_CHARACTERS.codePointCount(0, ODD_CHARACTERS.length()));
      text.appendCodePoint(ODD_CHARACTERS.codePointAt(ODD_CHARACTERS.offsetByCodePoints(0, at)));
    }
    return chance(10) ? text + "${x}" : text.toString();
  }

  Identifier name() {
    if (chance(70)) {
      return new Identifier(oneOf(PLAIN_NAMES), false, NOWHERE);
    }
    String text = text();
    return new Identifier(text.isEmpty() ? "values" : text, true, NOWHERE);
  }

  public Expression expression(int depth) {
    if (depth <= 0) {
      return leaf();
    }
    return chance(40) ? predicate(depth - 1) : operation(depth - 1);
  }

  private Expression leaf() {
    return chance(50)
        ? literal()
        : new Expression.ColumnReference(maybe(this::name), name(), NOWHERE);
  }

  Literal literal() {
    return switch (random.nextInt(8)) {
      case 0 -> new Literal.BooleanLiteral(random.nextBoolean(), NOWHERE);
      case 1 -> new Literal.IntegerLiteral(random.nextInt() >> random.nextInt(32), NOWHERE);
      case 2 ->
          new Literal.LongLiteral(
              random.nextBoolean() ? Long.MIN_VALUE : random.nextLong() | 1L << 40, NOWHERE);
      case 3 ->
          new Literal.DecimalLiteral(
              new BigDecimal(new BigInteger(70, random), random.nextInt(30))
                  .multiply(new BigDecimal(random.nextBoolean() ? 1 : -1)),
              NOWHERE);
      case 4 -> new Literal.DoubleLiteral(finiteDouble(), NOWHERE);
      case 5 -> new Literal.NullLiteral(NOWHERE);
      default -> new Literal.StringLiteral(text(), NOWHERE);
    };
  }

  private double finiteDouble() {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : random.nextInt(100);
  }

  private Expression predicate(int depth) {
    Supplier<Expression> part = () -> expression(depth - random.nextInt(2));
    boolean negated = random.nextBoolean();
    return switch (random.nextInt(8)) {
      case 0, 1 ->
          new Predicate.Comparison(
              oneOf(Predicate.ComparisonOperator.class), part.get(), part.get(), NOWHERE);
      case 2 ->
          new Predicate.Logical(
              oneOf(Predicate.LogicalOperator.class), part.get(), part.get(), NOWHERE);
      case 3 -> new Predicate.Not(part.get(), NOWHERE);
      case 4 -> new Predicate.Between(negated, part.get(), part.get(), part.get(), NOWHERE);
      case 5 -> new Predicate.InList(negated, part.get(), some(1, 3, part), NOWHERE);
      case 6 ->
          new Predicate.Like(
              negated,
              part.get(),
              part.get(),
              maybe(() -> oneOf(List.of("!", "'", "\\"))),
              NOWHERE);
      default ->
          random.nextBoolean()
              ? new Predicate.IsNull(negated, part.get(), NOWHERE)
              : new Predicate.IsDistinctFrom(negated, part.get(), part.get(), NOWHERE);
    };
  }

  private Expression operation(int depth) {
    Supplier<Expression> part = () -> expression(depth - random.nextInt(2));
    return switch (random.nextInt(12)) {
      case 0, 1 ->
          new Expression.Arithmetic(
              oneOf(Expression.ArithmeticOperator.class), part.get(), part.get(), NOWHERE);
      case 2 -> new Expression.Concatenation(part.get(), part.get(), NOWHERE);
      case 3 -> new Expression.UnarySign(random.nextBoolean(), part.get(), NOWHERE);
      case 4 ->
          new Expression.Case(
              maybe(part),
              some(1, 3, () -> new Expression.When(part.get(), part.get(), NOWHERE)),
              maybe(part),
              NOWHERE);
      case 5 -> new Expression.Cast(part.get(), type(depth), NOWHERE);
      case 6 -> new Expression.Dereference(part.get(), name(), NOWHERE);
      case 7 -> new Expression.Subscript(part.get(), part.get(), NOWHERE);
      case 8 ->
          new Expression.StructLiteral(
              some(0, 3, () -> new Expression.StructEntry(name(), part.get())), NOWHERE);
      case 9 -> new Expression.ArrayLiteral(some(0, 3, part), NOWHERE);
      case 10 ->
          new Expression.MapLiteral(
              some(0, 3, () -> new Expression.MapEntry(part.get(), part.get(), NOWHERE)), NOWHERE);
      default ->
          chance(10)
              ? new Expression.FunctionCall(name(), List.of(), true, NOWHERE)
              : new Expression.FunctionCall(
                  name(), some(0, 3, () -> argument(depth)), false, NOWHERE);
    };
  }

  private Expression argument(int depth) {
    if (chance(20)) {
      return new Expression.Lambda(some(1, 3, this::name), expression(depth - 1), NOWHERE);
    }
    return chance(10) ? new Expression.UnitArgument(unit(), NOWHERE) : expression(depth - 1);
  }

  TypeNode type(int depth) {
    int kinds = depth <= 0 ? 4 : 7;
    return switch (random.nextInt(kinds)) {
      case 0 -> new TypeNode.Decimal(1 + random.nextInt(38), random.nextInt(20), NOWHERE);
      case 1 -> {
        Identifier name = name();
        boolean builtIn = !name.quoted() && name.text().equals("TIMESTAMP");
        yield builtIn
            ? new TypeNode.Simple(TypeNode.Name.TIMESTAMP, NOWHERE)
            : new TypeNode.Named(name, NOWHERE);
      }
      case 2, 3 -> new TypeNode.Simple(oneOf(TypeNode.Name.class), NOWHERE);
      case 4 -> new TypeNode.Array(type(depth - 1), NOWHERE);
      case 5 -> new TypeNode.Map(type(depth - 1), type(depth - 1), NOWHERE);
      default ->
          new TypeNode.Struct(
              some(0, 3, () -> new TypeNode.Field(name(), type(depth - 1))), NOWHERE);
    };
  }
}

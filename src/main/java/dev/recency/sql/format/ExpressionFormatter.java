package dev.recency.sql.format;

import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Literal;
import dev.recency.sql.tree.Predicate;
import java.util.List;
import java.util.Optional;

/**
 * Writes expressions; parentheses only where the grammar would read another tree without them. Each
 * kind has a small method of its own, so that a deep tree needs little stack.
 */
public final class ExpressionFormatter {

  private final StringBuilder text = new StringBuilder();

  private ExpressionFormatter() {}

  public static String format(Expression expression) {
    ExpressionFormatter formatter = new ExpressionFormatter();
    formatter.write(expression);
    return formatter.text.toString();
  }

  /** For lists that take no conditions without parentheses, as GROUP BY does. */
  static String formatValue(Expression expression) {
    ExpressionFormatter formatter = new ExpressionFormatter();
    formatter.write(Strength.CONCATENATION, expression);
    return formatter.text.toString();
  }

  /** For {@code expression->*}. */
  static String formatBase(Expression expression) {
    ExpressionFormatter formatter = new ExpressionFormatter();
    formatter.write(Strength.POSTFIX, expression);
    return formatter.text.toString();
  }

  private void write(Strength least, Expression expression) {
    if (Strength.of(expression).compareTo(least) < 0) {
      text.append('(');
      write(expression);
      text.append(')');
    } else {
      write(expression);
    }
  }

  private void write(Expression expression) {
    if (expression instanceof Literal literal) {
      text.append(Words.literal(literal));
    } else if (expression instanceof Predicate predicate) {
      write(predicate);
    } else {
      write((Expression.Operation) expression);
    }
  }

  private void write(Predicate predicate) {
    if (predicate instanceof Predicate.Comparison comparison) {
      String operator = comparison.operator().symbol();
      binary(Strength.CONCATENATION, comparison.left(), operator, comparison.right());
    } else if (predicate instanceof Predicate.Logical logical) {
      logical(logical);
    } else if (predicate instanceof Predicate.Not not) {
      text.append("NOT ");
      write(Strength.NOT, not.operand());
    } else if (predicate instanceof Predicate.Between between) {
      test(between.operand(), between.negated(), " BETWEEN ");
      binary(Strength.CONCATENATION, between.low(), "AND", between.high());
    } else if (predicate instanceof Predicate.InList in) {
      test(in.operand(), in.negated(), " IN (");
      list(in.elements());
      text.append(')');
    } else if (predicate instanceof Predicate.Like like) {
      test(like.operand(), like.negated(), " LIKE ");
      write(Strength.CONCATENATION, like.pattern());
      like.escape().ifPresent(escape -> text.append(" ESCAPE ").append(Words.text(escape)));
    } else if (predicate instanceof Predicate.IsNull isNull) {
      write(Strength.CONCATENATION, isNull.operand());
      text.append(isNull.negated() ? " IS NOT NULL" : " IS NULL");
    } else if (predicate instanceof Predicate.IsDistinctFrom distinct) {
      String operator = distinct.negated() ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM";
      binary(Strength.CONCATENATION, distinct.left(), operator, distinct.right());
    }
  }

  private void test(Expression operand, boolean negated, String word) {
    write(Strength.CONCATENATION, operand);
    text.append(negated ? " NOT" : "").append(word);
  }

  private void logical(Predicate.Logical logical) {
    Strength own = Strength.of(logical);
    write(own, logical.left());
    text.append(' ').append(logical.operator()).append(' ');
    write(own.next(), logical.right());
  }

  /** Both sides must be at least as strong. */
  private void binary(Strength least, Expression left, String operator, Expression right) {
    write(least, left);
    text.append(' ').append(operator).append(' ');
    write(least, right);
  }

  private void write(Expression.Operation operation) {
    if (operation instanceof Expression.ColumnReference column) {
      column.source().ifPresent(source -> text.append(Words.name(source)).append('.'));
      text.append(Words.name(column.name()));
    } else if (operation instanceof Expression.Arithmetic arithmetic) {
      chain(arithmetic.left(), arithmetic.operator().symbol(), arithmetic.right(), arithmetic);
    } else if (operation instanceof Expression.Concatenation both) {
      chain(both.left(), "||", both.right(), both);
    } else if (operation instanceof Expression.UnarySign sign) {
      sign(sign);
    } else if (operation instanceof Expression.Dereference dereference) {
      write(Strength.POSTFIX, dereference.base());
      text.append("->").append(Words.name(dereference.field()));
    } else if (operation instanceof Expression.Subscript subscript) {
      write(Strength.POSTFIX, subscript.base());
      text.append('[');
      write(subscript.index());
      text.append(']');
    } else if (operation instanceof Expression.Case choice) {
      choice(choice);
    } else if (operation instanceof Expression.Cast cast) {
      text.append("CAST(");
      write(cast.operand());
      text.append(" AS ").append(Words.type(cast.type())).append(')');
    } else {
      collection(operation);
    }
  }

  /** Operators of one strength are read from the left. */
  private void chain(Expression left, String operator, Expression right, Expression whole) {
    Strength own = Strength.of(whole);
    write(own, left);
    text.append(' ').append(operator).append(' ');
    write(own.next(), right);
  }

  private void sign(Expression.UnarySign sign) {
    text.append(sign.negative() ? '-' : '+');
    boolean number =
        sign.operand() instanceof Literal literal
            && Character.isDigit(Words.literal(literal).charAt(0));
    // Neither -5, which is a constant, nor --x, which is a comment.
    if (number) {
      text.append('(').append(Words.literal((Literal) sign.operand())).append(')');
    } else {
      text.append(Strength.of(sign.operand()) == Strength.SIGN ? " " : "");
      write(Strength.SIGN, sign.operand());
    }
  }

  private void choice(Expression.Case choice) {
    text.append("CASE");
    part(" ", choice.operand());
    for (Expression.When branch : choice.branches()) {
      text.append(" WHEN ");
      write(branch.condition());
      text.append(" THEN ");
      write(branch.result());
    }
    part(" ELSE ", choice.otherwise());
    text.append(" END");
  }

  private void part(String word, Optional<Expression> expression) {
    if (expression.isPresent()) {
      text.append(word);
      write(expression.get());
    }
  }

  private void collection(Expression.Operation operation) {
    if (operation instanceof Expression.FunctionCall call) {
      text.append(Words.name(call.name())).append(call.star() ? "(*" : "(");
      list(call.arguments());
      text.append(')');
    } else if (operation instanceof Expression.ArrayLiteral array) {
      text.append("ARRAY[");
      list(array.elements());
      text.append(']');
    } else if (operation instanceof Expression.StructLiteral struct) {
      struct(struct);
    } else if (operation instanceof Expression.MapLiteral map) {
      map(map);
    } else if (operation instanceof Expression.Lambda lambda) {
      String parameters = Words.list(lambda.parameters(), Words::name);
      boolean single = lambda.parameters().size() == 1;
      text.append(single ? parameters : "(" + parameters + ")").append(" => ");
      write(lambda.body());
    } else if (operation instanceof Expression.UnitArgument unit) {
      text.append(unit.unit());
    }
  }

  private void list(List<Expression> expressions) {
    String separator = "";
    for (Expression expression : expressions) {
      text.append(separator);
      write(expression);
      separator = ", ";
    }
  }

  private void struct(Expression.StructLiteral struct) {
    text.append("STRUCT(");
    String separator = "";
    for (Expression.StructEntry field : struct.fields()) {
      text.append(separator).append(Words.name(field.name())).append(" := ");
      write(field.value());
      separator = ", ";
    }
    text.append(')');
  }

  private void map(Expression.MapLiteral map) {
    text.append("MAP(");
    String separator = "";
    for (Expression.MapEntry entry : map.entries()) {
      text.append(separator);
      write(entry.key());
      text.append(" := ");
      write(entry.value());
      separator = ", ";
    }
    text.append(')');
  }
}

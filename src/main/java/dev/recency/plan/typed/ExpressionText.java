package dev.recency.plan.typed;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression.Branch;
import dev.recency.plan.typed.TypedExpression.Constant;
import dev.recency.plan.typed.TypedExpression.Predicate;
import dev.recency.plan.typed.TypedExpression.Slot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A typed expression as SQL for people to read, implied casts and parentheses included. */
public final class ExpressionText {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Function<Slot, String> slots;

  private ExpressionText(Function<Slot, String> slots) {
    this.slots = slots;
  }

  /** The text of an expression over the columns of a source. */
  public static String of(TypedExpression expression) {
    return of(expression, slot -> name(slot.name()));
  }

  /**
   * The text of an expression over another layout.
   *
   * @param slots what stands for a slot
   */
  public static String of(TypedExpression expression, Function<Slot, String> slots) {
    return new ExpressionText(slots).text(expression);
  }

  private String text(TypedExpression expression) {
    if (expression instanceof Slot slot) {
      return slots.apply(slot);
    }
    if (expression instanceof Constant constant) {
      return constant(constant.value(), constant.type());
    }
    if (expression instanceof Predicate predicate) {
      return PredicateText.of(predicate, this::inner);
    }
    if (expression instanceof TypedExpression.Arithmetic arithmetic) {
      return inner(arithmetic.left()) + symbol(arithmetic.operator()) + inner(arithmetic.right());
    }
    if (expression instanceof TypedExpression.Negate negate) {
      return "-" + inner(negate.operand());
    }
    if (expression instanceof TypedExpression.Case choice) {
      return choice(choice);
    }
    if (expression instanceof TypedExpression.Cast cast) {
      return "CAST(" + text(cast.operand()) + " AS " + cast.type() + ")";
    }
    if (expression instanceof TypedExpression.Call call) {
      return call.function().name() + list(call.arguments(), "(", ")");
    }
    if (expression instanceof TypedExpression.TableCall call) {
      return call.function().name() + "(" + text(call.argument()) + ")";
    }
    return collection(expression);
  }

  /** The text as an operand: in parentheses if it is an operation with a sign of its own. */
  private String inner(TypedExpression operand) {
    boolean operation =
        operand instanceof TypedExpression.Arithmetic
            || operand instanceof TypedExpression.Negate
            || operand instanceof Predicate;
    return operation ? "(" + text(operand) + ")" : text(operand);
  }

  private String collection(TypedExpression expression) {
    if (expression instanceof TypedExpression.FieldAccess access) {
      SqlType.Struct struct = (SqlType.Struct) access.base().type();
      return inner(access.base()) + "->" + name(struct.fields().get(access.field()).name());
    }
    if (expression instanceof TypedExpression.Element element) {
      return inner(element.base()) + "[" + text(element.index()) + "]";
    }
    if (expression instanceof TypedExpression.MakeArray array) {
      return "ARRAY" + list(array.elements(), "[", "]");
    }
    if (expression instanceof TypedExpression.MakeStruct struct) {
      List<String> names = struct.type().fields().stream().map(each -> name(each.name())).toList();
      return "STRUCT" + entries(names, struct.values());
    }
    if (expression instanceof TypedExpression.MakeMap map) {
      return "MAP" + entries(map.keys().stream().map(this::text).toList(), map.values());
    }
    if (expression instanceof TypedExpression.Lambda lambda) {
      StringBuilder parameters = new StringBuilder();
      for (int i = 0; i < lambda.parameters().size(); i++) {
        parameters.append(i == 0 ? "" : ", ").append(parameter(lambda.firstParameter() + i));
      }
      return "(" + parameters + ") => " + text(lambda.body());
    }
    return parameter(((TypedExpression.LambdaParameter) expression).number());
  }

  private String choice(TypedExpression.Case choice) {
    StringBuilder text = new StringBuilder("CASE");
    for (Branch branch : choice.branches()) {
      text.append(" WHEN ").append(text(branch.condition()));
      text.append(" THEN ").append(text(branch.result()));
    }
    choice.otherwise().ifPresent(otherwise -> text.append(" ELSE ").append(text(otherwise)));
    return text.append(" END").toString();
  }

  private String list(List<TypedExpression> expressions, String open, String close) {
    return expressions.stream().map(this::text).collect(Collectors.joining(", ", open, close));
  }

  private String entries(List<String> keys, List<TypedExpression> values) {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < keys.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(keys.get(i)).append(" := ");
      text.append(text(values.get(i)));
    }
    return text.append(')').toString();
  }

  private static String parameter(int number) {
    return "x" + number;
  }

  private static String symbol(TypedExpression.ArithmeticOperator operator) {
    return switch (operator) {
      case ADD -> " + ";
      case SUBTRACT -> " - ";
      case MULTIPLY -> " * ";
      case DIVIDE -> " / ";
      case MODULO -> " % ";
    };
  }

  /** A name as it is written in SQL: in back-quotes unless it is upper-case. */
  public static String name(String name) {
    return name.toUpperCase(Locale.ROOT).equals(name) && name.matches("[A-Z_][A-Z0-9_@]*")
        ? name
        : "`" + name.replace("`", "``") + "`";
  }

  private static String constant(@Nullable Object value, SqlType type) {
    if (value == null) {
      return "NULL";
    }
    if (type == SqlType.Simple.TIMESTAMP) {
      return "'" + Instant.ofEpochMilli((Long) value) + "'";
    }
    if (type == SqlType.Simple.DATE) {
      return "'" + LocalDate.ofEpochDay((Integer) value) + "'";
    }
    if (type == SqlType.Simple.TIME) {
      return "'" + LocalTime.ofNanoOfDay((Integer) value * NANOS_PER_MILLI) + "'";
    }
    return type == SqlType.Simple.STRING
        ? "'" + value.toString().replace("'", "''") + "'"
        : value.toString().toUpperCase(Locale.ROOT);
  }
}

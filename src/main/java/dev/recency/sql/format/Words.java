package dev.recency.sql.format;

import dev.recency.sql.tree.DurationNode;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Literal;
import dev.recency.sql.tree.TypeNode;
import java.util.Collection;
import java.util.function.Function;

/** The canonical spelling of names, constants, lengths of time and types. */
public final class Words {

  private Words() {}

  static <T> String list(Collection<T> items, Function<? super T, String> format) {
    StringBuilder text = new StringBuilder();
    for (T item : items) {
      text.append(text.isEmpty() ? "" : ", ").append(format.apply(item));
    }
    return text.toString();
  }

  static String name(Identifier identifier) {
    return identifier.quoted()
        ? "`" + identifier.text().replace("`", "``") + "`"
        : identifier.text();
  }

  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  static String duration(DurationNode duration) {
    return duration.value() + " " + duration.unit();
  }

  static String literal(Literal literal) {
    if (literal instanceof Literal.BooleanLiteral constant) {
      return constant.value() ? "TRUE" : "FALSE";
    }
    if (literal instanceof Literal.IntegerLiteral constant) {
      return Integer.toString(constant.value());
    }
    if (literal instanceof Literal.LongLiteral constant) {
      return Long.toString(constant.value());
    }
    if (literal instanceof Literal.DecimalLiteral constant) {
      String digits = constant.value().toPlainString();
      return constant.value().scale() == 0 ? digits + "." : digits;
    }
    if (literal instanceof Literal.DoubleLiteral constant) {
      String digits = Double.toString(constant.value());
      return digits.contains("E") ? digits : digits + "E0";
    }
    if (literal instanceof Literal.StringLiteral constant) {
      return text(constant.value());
    }
    return "NULL";
  }

  public static String type(TypeNode type) {
    if (type instanceof TypeNode.Simple simple) {
      return simple.name().name();
    }
    if (type instanceof TypeNode.Decimal decimal) {
      return "DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")";
    }
    if (type instanceof TypeNode.Array array) {
      return "ARRAY<" + type(array.element()) + ">";
    }
    if (type instanceof TypeNode.Map map) {
      return "MAP<" + type(map.key()) + ", " + type(map.value()) + ">";
    }
    if (type instanceof TypeNode.Struct struct) {
      String fields = list(struct.fields(), f -> name(f.name()) + " " + type(f.type()));
      // Without the space <> would be an operator.
      return "STRUCT<" + (fields.isEmpty() ? " " : fields) + ">";
    }
    return name(((TypeNode.Named) type).name());
  }
}

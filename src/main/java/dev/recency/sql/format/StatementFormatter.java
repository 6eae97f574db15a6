package dev.recency.sql.format;

import dev.recency.sql.tree.ColumnDefinition;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Property;
import dev.recency.sql.tree.Statement;
import java.util.List;

/** Writes statements. */
public final class StatementFormatter {

  private StatementFormatter() {}

  public static String format(Statement statement) {
    if (statement instanceof Statement.CreateSource create) {
      return "CREATE "
          + (create.orReplace() ? "OR REPLACE " : "")
          + (create.readOnly() ? "SOURCE " : "")
          + create.kind()
          + (create.ifNotExists() ? " IF NOT EXISTS " : " ")
          + Words.name(create.name())
          + columns(create.columns())
          + properties(create.properties());
    }
    if (statement instanceof Statement.CreateAsSelect create) {
      return "CREATE "
          + (create.orReplace() ? "OR REPLACE " : "")
          + create.kind()
          + (create.ifNotExists() ? " IF NOT EXISTS " : " ")
          + Words.name(create.name())
          + properties(create.properties())
          + " AS "
          + QueryFormatter.format(create.query());
    }
    if (statement instanceof Statement.InsertIntoSelect insert) {
      return "INSERT INTO "
          + Words.name(insert.target())
          + properties(insert.properties())
          + " "
          + QueryFormatter.format(insert.query());
    }
    if (statement instanceof Statement.InsertValues insert) {
      return "INSERT INTO " + values(insert.target(), insert.columns(), "VALUES", insert.values());
    }
    return small(statement);
  }

  private static String small(Statement statement) {
    if (statement instanceof Statement.SetProperty set) {
      return "SET " + Words.text(set.name()) + " = " + Words.text(set.value());
    }
    if (statement instanceof Statement.UnsetProperty unset) {
      return "UNSET " + Words.text(unset.name());
    }
    if (statement instanceof Statement.DropSource drop) {
      return "DROP "
          + drop.kind()
          + (drop.ifExists() ? " IF EXISTS " : " ")
          + Words.name(drop.name())
          + (drop.deleteTopic() ? " DELETE TOPIC" : "");
    }
    if (statement instanceof Statement.CreateType create) {
      return "CREATE TYPE "
          + (create.ifNotExists() ? "IF NOT EXISTS " : "")
          + Words.name(create.name())
          + " AS "
          + Words.type(create.type());
    }
    if (statement instanceof Statement.DropType drop) {
      return "DROP TYPE " + (drop.ifExists() ? "IF EXISTS " : "") + Words.name(drop.name());
    }
    if (statement instanceof Statement.Define define) {
      return "DEFINE " + Words.name(define.name()) + " = " + Words.text(define.value());
    }
    return "UNDEFINE " + Words.name(((Statement.Undefine) statement).name());
  }

  /** {@code target (column, …) VALUES (value, …)}. */
  static String values(
      Identifier target, List<Identifier> names, String word, List<Expression> values) {
    String columns = Words.list(names, Words::name);
    return Words.name(target)
        + (columns.isEmpty() ? " " : " (" + columns + ") ")
        + word
        + " ("
        + Words.list(values, ExpressionFormatter::format)
        + ")";
  }

  static String columns(List<ColumnDefinition> columns) {
    return columns.isEmpty() ? "" : " (" + Words.list(columns, StatementFormatter::column) + ")";
  }

  private static String column(ColumnDefinition column) {
    return Words.name(column.name())
        + " "
        + Words.type(column.type())
        + switch (column.role()) {
          case VALUE -> "";
          case KEY -> " KEY";
          case PRIMARY_KEY -> " PRIMARY KEY";
          case HEADERS -> " HEADERS";
          case HEADER -> " HEADER(" + Words.text(column.headerKey().orElseThrow()) + ")";
        };
  }

  static String properties(List<Property> properties) {
    return properties.isEmpty()
        ? ""
        : " WITH ("
            + Words.list(properties, p -> Words.name(p.name()) + " = " + Words.literal(p.value()))
            + ")";
  }
}

package dev.recency.plan.analysis;

import dev.recency.plan.type.SqlType;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.tree.Statement;
import dev.recency.sql.tree.TypeNode;
import java.util.ArrayList;
import java.util.List;

/** Types as written to types as meant. */
final class TypeResolver {
  private final Catalog catalog;

  TypeResolver(Catalog catalog) {
    this.catalog = catalog;
  }

  SqlType resolve(TypeNode node) {
    if (node instanceof TypeNode.Simple simple) {
      return SqlType.Simple.valueOf(simple.name().name());
    }
    if (node instanceof TypeNode.Decimal decimal) {
      return decimal(decimal);
    }
    if (node instanceof TypeNode.Array array) {
      return new SqlType.Array(resolve(array.element()));
    }
    if (node instanceof TypeNode.Map map) {
      return new SqlType.MapOf(resolve(map.key()), resolve(map.value()));
    }
    if (node instanceof TypeNode.Struct struct) {
      return struct(struct);
    }
    return named((TypeNode.Named) node);
  }

  /** Takes in CREATE TYPE; saying the same twice is no mistake. */
  void declare(Statement.CreateType statement) {
    String name = statement.name().text();
    SqlType type = resolve(statement.type());
    boolean other = catalog.type(name).filter(each -> !each.equals(type)).isPresent();
    if (other && !statement.ifNotExists()) {
      throw Refusal.of(
          ErrorCode.DUPLICATE,
          statement.name().location(),
          "[%s] is another type already. Rename one, or write DROP TYPE before this statement.",
          name);
    }
    if (other) {
      catalog.warn(
          statement.name().location(), "[" + name + "] exists already; this statement is skipped.");
    } else {
      catalog.putType(name, type);
    }
  }

  /** Takes in DROP TYPE. */
  void drop(Statement.DropType statement) {
    String name = statement.name().text();
    if (catalog.type(name).isEmpty() && !statement.ifExists()) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          statement.name().location(),
          "No type [%s] is declared before this statement.%s Write DROP TYPE IF EXISTS if that may"
              + " be so.",
          name,
          Refusal.didYouMean(name, catalog.typeNames()));
    }
    catalog.removeType(name);
  }

  private SqlType named(TypeNode.Named named) {
    return catalog
        .type(named.name().text())
        .orElseThrow(
            () ->
                Refusal.of(
                    ErrorCode.TYPE_MISMATCH,
                    named.location(),
                    "Unknown type [%s].%s Types are BOOLEAN, INT, BIGINT, DOUBLE,"
                        + " DECIMAL(p, s), STRING, BYTES, TIMESTAMP, DATE, TIME, ARRAY<t>,"
                        + " MAP<STRING, t>, STRUCT<name t, …>, and those of CREATE TYPE.",
                    named.name(),
                    Refusal.didYouMean(named.name().text(), known())));
  }

  private List<String> known() {
    List<String> names = new ArrayList<>(catalog.typeNames());
    for (TypeNode.Name name : TypeNode.Name.values()) {
      names.add(name.name());
    }
    names.add("INT");
    names.add("VARCHAR");
    return names;
  }

  private static SqlType decimal(TypeNode.Decimal node) {
    int precision = node.precision();
    if (precision < 1 || precision > SqlType.Decimal.MAX_PRECISION) {
      throw Refusal.of(
          ErrorCode.TYPE_MISMATCH,
          node.location(),
          "The precision of DECIMAL is [%d]; it must be 1 to %d.",
          precision,
          SqlType.Decimal.MAX_PRECISION);
    }
    if (node.scale() < 0 || node.scale() > precision) {
      throw Refusal.of(
          ErrorCode.TYPE_MISMATCH,
          node.location(),
          "The scale of DECIMAL(%d, %d) must be 0 to its precision.",
          precision,
          node.scale());
    }
    return new SqlType.Decimal(precision, node.scale());
  }

  private SqlType struct(TypeNode.Struct node) {
    List<SqlType.Field> fields = new ArrayList<>();
    for (TypeNode.Field field : node.fields()) {
      String name = field.name().text();
      if (fields.stream().anyMatch(other -> other.name().equals(name))) {
        throw Refusal.of(
            ErrorCode.DUPLICATE,
            field.location(),
            "The STRUCT has two fields [%s]. Rename one.",
            name);
      }
      fields.add(new SqlType.Field(name, resolve(field.type())));
    }
    return new SqlType.Struct(fields);
  }
}

package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.Format;
import dev.recency.plan.type.SqlType;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import java.util.List;
import java.util.Set;

/** Which columns each format can carry. */
final class FormatRules {
  private static final Set<SqlType> KAFKA_TYPES =
      Set.of(
          SqlType.Simple.INTEGER,
          SqlType.Simple.BIGINT,
          SqlType.Simple.DOUBLE,
          SqlType.Simple.STRING,
          SqlType.Simple.BYTES);

  private FormatRules() {}

  /** Whether one key column of this type can be written as KAFKA. */
  static boolean kafkaCarries(SqlType type) {
    return KAFKA_TYPES.contains(type);
  }

  /** Refuses key columns that the format cannot carry. */
  static void checkKey(Format format, List<Column> columns, Location location) {
    for (Column column : columns) {
      if (containsMap(column.type())) {
        throw Refusal.of(
            ErrorCode.TYPE_MISMATCH,
            location,
            "Key column [%s] holds a MAP, whose bytes are not always the same for equal values."
                + " Take a key of another type.",
            column.name());
      }
    }
    check("KEY_FORMAT", format, columns, location);
  }

  /** Refuses value columns that the format cannot carry. */
  static void checkValue(Format format, List<Column> columns, Location location) {
    check("VALUE_FORMAT", format, columns, location);
  }

  private static void check(
      String property, Format format, List<Column> columns, Location location) {
    switch (format.kind()) {
      case JSON -> columns.forEach(column -> checkMapKeys(property, column, location));
      case NONE -> {
        if (!columns.isEmpty()) {
          throw Refusal.of(
              ErrorCode.INVALID_PROPERTY,
              location,
              "%s NONE carries no columns, but there is [%s]. Choose JSON, DELIMITED or KAFKA.",
              property,
              columns.get(0).name());
        }
      }
      case KAFKA -> {
        if (columns.size() > 1) {
          throw Refusal.of(
              ErrorCode.INVALID_PROPERTY,
              location,
              "%s KAFKA carries one column, but there are [%d]. Set %s to JSON or DELIMITED.",
              property,
              columns.size(),
              property);
        }
        columns.forEach(
            column ->
                require(kafkaCarries(column.type()), property, "KAFKA", "JSON", column, location));
      }
      case DELIMITED ->
          columns.forEach(
              column ->
                  require(
                      delimited(column.type()), property, "DELIMITED", "JSON", column, location));
    }
  }

  private static void require(
      boolean carried,
      String property,
      String format,
      String instead,
      Column column,
      Location location) {
    if (!carried) {
      throw Refusal.of(
          ErrorCode.TYPE_MISMATCH,
          location,
          "%s %s cannot carry column [%s] of type %s. Set %s to %s.",
          property,
          format,
          column.name(),
          column.type(),
          property,
          instead);
    }
  }

  private static void checkMapKeys(String property, Column column, Location location) {
    if (!stringKeyed(column.type())) {
      throw Refusal.of(
          ErrorCode.TYPE_MISMATCH,
          location,
          "%s JSON carries maps with STRING keys only; column [%s] is %s.",
          property,
          column.name(),
          column.type());
    }
  }

  private static boolean delimited(SqlType type) {
    return type instanceof SqlType.Simple || type instanceof SqlType.Decimal;
  }

  private static boolean containsMap(SqlType type) {
    return type instanceof SqlType.MapOf
        || (type instanceof SqlType.Array array && containsMap(array.element()))
        || (type instanceof SqlType.Struct struct
            && struct.fields().stream().anyMatch(field -> containsMap(field.type())));
  }

  private static boolean stringKeyed(SqlType type) {
    if (type instanceof SqlType.MapOf map) {
      return map.key() == SqlType.Simple.STRING && stringKeyed(map.value());
    }
    if (type instanceof SqlType.Array array) {
      return stringKeyed(array.element());
    }
    return !(type instanceof SqlType.Struct struct)
        || struct.fields().stream().allMatch(field -> stringKeyed(field.type()));
  }
}

package dev.recency.plan.type;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A column type of the dialect. Values are represented so:
 *
 * <table>
 *   <caption>SQL type to Java value</caption>
 *   <tr><td>BOOLEAN</td><td>{@code Boolean}</td></tr>
 *   <tr><td>INTEGER, DATE (days since the epoch), TIME (milliseconds of the day)</td>
 *       <td>{@code Integer}</td></tr>
 *   <tr><td>BIGINT, TIMESTAMP (milliseconds since the epoch, UTC)</td><td>{@code Long}</td></tr>
 *   <tr><td>DOUBLE</td><td>{@code Double}</td></tr>
 *   <tr><td>DECIMAL(p, s)</td><td>{@code BigDecimal} of scale s, or of a lower one where GREATEST
 *       or LEAST chose it among DECIMALs of several scales; state gives it scale s</td></tr>
 *   <tr><td>STRING</td><td>{@code String}</td></tr>
 *   <tr><td>BYTES</td><td>read-only {@code ByteBuffer}, position 0 to limit</td></tr>
 *   <tr><td>ARRAY</td><td>unmodifiable {@code List}, elements may be null</td></tr>
 *   <tr><td>MAP</td><td>unmodifiable {@code Map} in insertion order, values may be null</td></tr>
 *   <tr><td>STRUCT</td><td>{@link dev.recency.plan.row.StructValue}</td></tr>
 * </table>
 */
public sealed interface SqlType {

  /** Types without parameters. {@code NULL} is the type of the bare literal; no column has it. */
  enum Simple implements SqlType {
    BOOLEAN,
    INTEGER,
    BIGINT,
    DOUBLE,
    STRING,
    BYTES,
    TIMESTAMP,
    DATE,
    TIME,
    NULL
  }

  /** Exact decimal: precision 1 to 100 digits in all, scale digits after the point. */
  record Decimal(int precision, int scale) implements SqlType {
    /** The largest precision. */
    public static final int MAX_PRECISION = 100;

    @Override
    public String toString() {
      return "DECIMAL(" + precision + ", " + scale + ")";
    }
  }

  /** Array of elements of one type. */
  record Array(SqlType element) implements SqlType {
    @Override
    public String toString() {
      return "ARRAY<" + element + ">";
    }
  }

  /** Map; the formats carry only STRING keys. */
  record MapOf(SqlType key, SqlType value) implements SqlType {
    @Override
    public String toString() {
      return "MAP<" + key + ", " + value + ">";
    }
  }

  /** Named, ordered fields. */
  record Struct(List<Field> fields) implements SqlType {
    public Struct {
      fields = List.copyOf(fields);
    }

    /** Index of the field with exactly this name, or -1. */
    public int indexOf(String name) {
      for (int i = 0; i < fields.size(); i++) {
        if (fields.get(i).name().equals(name)) {
          return i;
        }
      }
      return -1;
    }

    @Override
    public String toString() {
      return fields.stream().map(Field::toString).collect(Collectors.joining(", ", "STRUCT<", ">"));
    }
  }

  /** One field of a struct. */
  record Field(String name, SqlType type) {
    @Override
    public String toString() {
      String plain = name.toUpperCase(Locale.ROOT);
      return (plain.equals(name) ? name : "`" + name + "`") + " " + type;
    }
  }

  /** Whether a {@code Row} holds values of this type in its array of longs. */
  default boolean primitive() {
    return this instanceof Simple simple
        && switch (simple) {
          case BOOLEAN, INTEGER, BIGINT, DOUBLE, TIMESTAMP, DATE, TIME -> true;
          case STRING, BYTES, NULL -> false;
        };
  }

  /** Whether arithmetic is defined on this type. */
  default boolean numeric() {
    return this instanceof Decimal
        || this == Simple.INTEGER
        || this == Simple.BIGINT
        || this == Simple.DOUBLE;
  }

  /** Whether this is TIMESTAMP, DATE or TIME. */
  default boolean temporal() {
    return this == Simple.TIMESTAMP || this == Simple.DATE || this == Simple.TIME;
  }
}

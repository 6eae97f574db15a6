package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.Format;
import dev.recency.plan.Serialization;
import dev.recency.plan.Source;
import dev.recency.plan.TimestampColumn;
import dev.recency.plan.type.SqlType;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.ColumnDefinition;
import dev.recency.sql.tree.SourceKind;
import dev.recency.sql.tree.Statement.CreateSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** CREATE STREAM and CREATE TABLE over a topic. */
final class SourceAnalyzer {
  private static final SqlType HEADERS_TYPE =
      new SqlType.Array(
          new SqlType.Struct(
              List.of(
                  new SqlType.Field("KEY", SqlType.Simple.STRING),
                  new SqlType.Field("VALUE", SqlType.Simple.BYTES))));

  private final TypeResolver types;

  SourceAnalyzer(TypeResolver types) {
    this.types = types;
  }

  /** The source that this statement declares. */
  Source analyze(CreateSource statement) {
    TopicProperties properties = PropertyReader.readSource(statement.properties());
    Location location = statement.name().location();
    String topic =
        properties
            .topic()
            .orElseThrow(
                () ->
                    Refusal.of(
                        ErrorCode.INVALID_PROPERTY,
                        location,
                        "[%s] names no topic. Add WITH (KAFKA_TOPIC = 'topic', VALUE_FORMAT ="
                            + " 'JSON').",
                        statement.name()));
    Format valueFormat =
        properties
            .valueFormat()
            .orElseThrow(
                () ->
                    Refusal.of(
                        ErrorCode.INVALID_PROPERTY,
                        location,
                        "[%s] names no VALUE_FORMAT. Add VALUE_FORMAT = 'JSON' (or DELIMITED,"
                            + " KAFKA) to its WITH clause.",
                        statement.name()));
    List<Column> columns = columns(statement);
    List<Column> keys = of(columns, Column.Role.KEY);
    List<Column> values = of(columns, Column.Role.VALUE);
    if (columns.isEmpty()) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          location,
          "[%s] declares no columns. List the columns that the records hold; there is no schema"
              + " registry to ask.",
          statement.name());
    }
    if (properties.keyWindow().isPresent() && keys.isEmpty()) {
      throw Refusal.of(
          ErrorCode.INVALID_PROPERTY,
          location,
          "The keys of [%s] hold a window, so it needs a key column. Mark one with %s.",
          statement.name(),
          statement.kind() == SourceKind.STREAM ? "KEY" : "PRIMARY KEY");
    }
    Format keyFormat = properties.keyFormat().orElse(Format.KAFKA);
    FormatRules.checkKey(keyFormat, keys, location);
    FormatRules.checkValue(valueFormat, values, location);
    boolean wrap = properties.wrapSingleValue().orElse(true);
    if (properties.wrapSingleValue().isPresent() && values.size() != 1) {
      throw wrapNeedsOneColumn(location, values.size());
    }
    return new Source(
        statement.name().text(),
        statement.kind() == SourceKind.STREAM ? Source.Kind.STREAM : Source.Kind.TABLE,
        new Serialization(topic, keyFormat, valueFormat, wrap),
        columns,
        timestamp(properties, columns, location),
        true,
        properties.partitions(),
        properties.keyWindow());
  }

  static SqlException wrapNeedsOneColumn(Location location, int columns) {
    return Refusal.of(
        ErrorCode.INVALID_PROPERTY,
        location,
        "WRAP_SINGLE_VALUE is about values of one column; here are [%d]. Remove it.",
        columns);
  }

  private static List<Column> of(List<Column> columns, Column.Role role) {
    return columns.stream().filter(column -> column.role() == role).toList();
  }

  private List<Column> columns(CreateSource statement) {
    boolean table = statement.kind() == SourceKind.TABLE;
    Set<String> names = new HashSet<>();
    List<Column> columns = new ArrayList<>();
    for (ColumnDefinition definition : statement.columns()) {
      String name = definition.name().text();
      if (SystemColumns.RESERVED.contains(name)) {
        throw Refusal.of(
            ErrorCode.DUPLICATE,
            definition.location(),
            "[%s] is a column that every source has; give the declared column another name.",
            name);
      }
      if (!names.add(name)) {
        throw Refusal.of(
            ErrorCode.DUPLICATE,
            definition.location(),
            "Column [%s] is declared twice. Remove one.",
            name);
      }
      columns.add(column(definition, table));
    }
    if (table && of(columns, Column.Role.KEY).isEmpty()) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          statement.name().location(),
          "Table [%s] has no key. Mark its key column with PRIMARY KEY.",
          statement.name());
    }
    return columns;
  }

  private Column column(ColumnDefinition definition, boolean table) {
    String name = definition.name().text();
    SqlType type = types.resolve(definition.type());
    return switch (definition.role()) {
      case VALUE -> new Column(name, type, Column.Role.VALUE);
      case KEY -> {
        if (table) {
          throw Refusal.of(
              ErrorCode.INVALID_STATEMENT,
              definition.location(),
              "Column [%s] of a table is marked KEY. Write PRIMARY KEY.",
              name);
        }
        yield new Column(name, type, Column.Role.KEY);
      }
      case PRIMARY_KEY -> {
        if (!table) {
          throw Refusal.of(
              ErrorCode.INVALID_STATEMENT,
              definition.location(),
              "Column [%s] of a stream is marked PRIMARY KEY. Write KEY.",
              name);
        }
        yield new Column(name, type, Column.Role.KEY);
      }
      case HEADERS -> {
        requireType(definition, type, HEADERS_TYPE);
        yield new Column(name, type, Column.Role.HEADERS);
      }
      case HEADER -> {
        requireType(definition, type, SqlType.Simple.BYTES);
        yield new Column(name, type, Column.Role.HEADER, definition.headerKey().orElseThrow());
      }
    };
  }

  private static void requireType(ColumnDefinition definition, SqlType type, SqlType required) {
    if (!type.equals(required)) {
      throw Refusal.of(
          ErrorCode.TYPE_MISMATCH,
          definition.location(),
          "Column [%s] holds headers, so its type must be %s and not %s.",
          definition.name(),
          required,
          type);
    }
  }

  /** The timestamp column that the properties name, checked against the columns. */
  static Optional<TimestampColumn> timestamp(
      TopicProperties properties, List<Column> columns, Location location) {
    if (properties.timestampColumn().isEmpty()) {
      return Optional.empty();
    }
    String name = properties.timestampColumn().get();
    Column column =
        columns.stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.of(
                        ErrorCode.UNKNOWN_COLUMN,
                        location,
                        "TIMESTAMP names column [%s], which is not declared.%s",
                        name,
                        Refusal.didYouMean(name, columns.stream().map(Column::name).toList())));
    boolean text = column.type() == SqlType.Simple.STRING;
    boolean millis =
        column.type() == SqlType.Simple.BIGINT || column.type() == SqlType.Simple.TIMESTAMP;
    Optional<String> pattern = properties.timestampFormat();
    if (!(text && pattern.isPresent()) && !(millis && pattern.isEmpty())) {
      throw Refusal.of(
          ErrorCode.INVALID_PROPERTY,
          location,
          "TIMESTAMP column [%s] is %s%s. It must be BIGINT (milliseconds), TIMESTAMP, or STRING"
              + " with a TIMESTAMP_FORMAT.",
          name,
          column.type(),
          pattern.isPresent() ? " with a TIMESTAMP_FORMAT" : "");
    }
    pattern.ifPresent(text1 -> checkPattern(text1, location));
    return Optional.of(new TimestampColumn(name, pattern));
  }

  private static void checkPattern(String pattern, Location location) {
    try {
      var unused = DateTimeFormatter.ofPattern(pattern);
    } catch (IllegalArgumentException e) {
      throw Refusal.of(
          ErrorCode.INVALID_PROPERTY,
          location,
          "TIMESTAMP_FORMAT [%s] is no pattern of java.time. Write for example"
              + " yyyy-MM-dd HH:mm:ss.",
          pattern);
    }
  }
}

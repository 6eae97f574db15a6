package dev.recency.plan.analysis;

import dev.recency.plan.Format;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.Literal;
import dev.recency.sql.tree.Property;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Reads one WITH clause. */
final class PropertyReader {
  /** The properties that can be set. */
  static final Set<String> KNOWN =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              List.of(
                  "KAFKA_TOPIC",
                  "VALUE_FORMAT",
                  "KEY_FORMAT",
                  "FORMAT",
                  "WRAP_SINGLE_VALUE",
                  "TIMESTAMP",
                  "TIMESTAMP_FORMAT",
                  "VALUE_DELIMITER",
                  "KEY_DELIMITER",
                  "PARTITIONS",
                  "REPLICAS",
                  "RETENTION_MS")));

  /** Properties of ksqlDB that do not run here, and why. */
  private static final Map<String, String> UNSUPPORTED =
      Map.ofEntries(
          Map.entry("WINDOW_TYPE", "Sources with windowed keys do not run yet"),
          Map.entry("WINDOW_SIZE", "Sources with windowed keys do not run yet"),
          Map.entry("CLEANUP_POLICY", "The cleanup policy belongs to the topic; set it there"),
          Map.entry("KEY_SCHEMA_ID", "There is no schema registry; declare the columns"),
          Map.entry("VALUE_SCHEMA_ID", "There is no schema registry; declare the columns"),
          Map.entry("KEY_SCHEMA_FULL_NAME", "It belongs to AVRO and PROTOBUF"),
          Map.entry("VALUE_SCHEMA_FULL_NAME", "It belongs to AVRO and PROTOBUF"),
          Map.entry("VALUE_AVRO_SCHEMA_FULL_NAME", "It belongs to AVRO"),
          Map.entry("KEY_PROTOBUF_NULLABLE_REPRESENTATION", "It belongs to PROTOBUF"),
          Map.entry("VALUE_PROTOBUF_NULLABLE_REPRESENTATION", "It belongs to PROTOBUF"),
          Map.entry("SOURCED_BY_CONNECTOR", "Connectors do not run here"),
          Map.entry("SOURCE_CONNECTOR", "Connectors do not run here"));

  private final Map<String, Property> properties = new TreeMap<>();

  private PropertyReader(List<Property> clause, boolean insert) {
    for (Property property : clause) {
      String name = property.name().text().toUpperCase(Locale.ROOT);
      if (!KNOWN.contains(name) && !(insert && name.equals("QUERY_ID"))) {
        throw unknown(name, property.location());
      }
      if (properties.put(name, property) != null) {
        throw Refusal.of(
            ErrorCode.DUPLICATE,
            property.location(),
            "Property %s is set twice; remove one.",
            name);
      }
    }
  }

  /** The properties of CREATE. */
  static TopicProperties read(List<Property> clause) {
    return new PropertyReader(clause, false).read();
  }

  /** The properties of INSERT INTO. */
  static TopicProperties readInsert(List<Property> clause) {
    return new PropertyReader(clause, true).read();
  }

  private static SqlException unknown(String name, Location location) {
    String reason = UNSUPPORTED.get(name);
    if (reason != null) {
      return Refusal.unsupported(location, "Property %s is not supported. %s.", name, reason);
    }
    return Refusal.of(
        ErrorCode.UNKNOWN_PROPERTY,
        location,
        "Unknown property %s.%s The properties are %s.",
        name,
        Refusal.didYouMean(name, KNOWN),
        String.join(", ", KNOWN));
  }

  private TopicProperties read() {
    if (properties.containsKey("FORMAT")
        && (properties.containsKey("KEY_FORMAT") || properties.containsKey("VALUE_FORMAT"))) {
      throw Refusal.of(
          ErrorCode.INVALID_PROPERTY,
          properties.get("FORMAT").location(),
          "FORMAT sets both formats, so KEY_FORMAT and VALUE_FORMAT may not stand beside it."
              + " Remove FORMAT or the other.");
    }
    Optional<Format> both = format("FORMAT", "");
    TopicProperties result =
        new TopicProperties(
            text("KAFKA_TOPIC"),
            both.isPresent()
                ? format("FORMAT", "KEY_DELIMITER")
                : format("KEY_FORMAT", "KEY_DELIMITER"),
            both.isPresent()
                ? format("FORMAT", "VALUE_DELIMITER")
                : format("VALUE_FORMAT", "VALUE_DELIMITER"),
            bool("WRAP_SINGLE_VALUE"),
            text("TIMESTAMP").map(PropertyReader::columnName),
            text("TIMESTAMP_FORMAT"),
            number("PARTITIONS"),
            number("REPLICAS"),
            retention(),
            text("QUERY_ID"));
    if (result.timestampFormat().isPresent() && result.timestampColumn().isEmpty()) {
      throw Refusal.of(
          ErrorCode.INVALID_PROPERTY,
          Objects.requireNonNull(properties.get("TIMESTAMP_FORMAT")).location(),
          "TIMESTAMP_FORMAT needs TIMESTAMP, the column that it describes.");
    }
    return result;
  }

  /** {@code ts} names column TS; only back-quotes keep the case. */
  private static String columnName(String text) {
    boolean quoted = text.length() > 2 && text.startsWith("`") && text.endsWith("`");
    return quoted
        ? text.substring(1, text.length() - 1).replace("``", "`")
        : text.toUpperCase(Locale.ROOT);
  }

  private Optional<Format> format(String name, String delimiterName) {
    Property property = properties.get(name);
    if (property == null) {
      return Optional.empty();
    }
    String text = text(name).orElseThrow().toUpperCase(Locale.ROOT);
    return switch (text) {
      case "JSON" -> Optional.of(Format.JSON);
      case "KAFKA" -> Optional.of(Format.KAFKA);
      case "NONE" -> Optional.of(Format.NONE);
      case "DELIMITED" -> Optional.of(new Format(Format.Kind.DELIMITED, delimiter(delimiterName)));
      case "AVRO", "JSON_SR", "PROTOBUF", "PROTOBUF_NOSR" ->
          throw Refusal.unsupported(
              property.value().location(),
              "%s [%s] needs a schema registry, which Recency does not read. Use JSON, DELIMITED"
                  + " or KAFKA.",
              name,
              text);
      default ->
          throw Refusal.of(
              ErrorCode.INVALID_PROPERTY,
              property.value().location(),
              "Unknown %s [%s].%s The formats are JSON, DELIMITED, KAFKA and NONE.",
              name,
              text,
              Refusal.didYouMean(text, List.of("JSON", "DELIMITED", "KAFKA", "NONE")));
    };
  }

  private char delimiter(String name) {
    Property property = properties.get(name);
    if (property == null) {
      return ',';
    }
    String text = text(name).orElseThrow();
    if (text.equalsIgnoreCase("SPACE")) {
      return ' ';
    }
    if (text.equalsIgnoreCase("TAB")) {
      return '\t';
    }
    if (text.length() != 1 || text.isBlank()) {
      throw Refusal.of(
          ErrorCode.INVALID_PROPERTY,
          property.value().location(),
          "%s [%s] is not one character. Write one character, or the word SPACE or TAB.",
          name,
          text);
    }
    return text.charAt(0);
  }

  private Optional<String> text(String name) {
    Property property = properties.get(name);
    if (property == null) {
      return Optional.empty();
    }
    if (property.value() instanceof Literal.StringLiteral literal) {
      if (literal.value().isEmpty()) {
        throw invalid(property, name, "a text that is not empty");
      }
      return Optional.of(literal.value());
    }
    throw invalid(property, name, "a text in single quotes");
  }

  private Optional<Boolean> bool(String name) {
    Property property = properties.get(name);
    if (property == null) {
      return Optional.empty();
    }
    if (property.value() instanceof Literal.BooleanLiteral literal) {
      return Optional.of(literal.value());
    }
    if (property.value() instanceof Literal.StringLiteral literal
        && literal.value().matches("(?i)true|false")) {
      return Optional.of(Boolean.valueOf(literal.value()));
    }
    throw invalid(property, name, "true or false");
  }

  private OptionalInt number(String name) {
    OptionalLong value = wholeNumber(name, Integer.MAX_VALUE);
    return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
  }

  private OptionalLong retention() {
    return wholeNumber("RETENTION_MS", Long.MAX_VALUE);
  }

  private OptionalLong wholeNumber(String name, long max) {
    Property property = properties.get(name);
    if (property == null) {
      return OptionalLong.empty();
    }
    long value = 0;
    if (property.value() instanceof Literal.IntegerLiteral literal) {
      value = literal.value();
    } else if (property.value() instanceof Literal.LongLiteral literal) {
      value = literal.value();
    } else if (property.value() instanceof Literal.StringLiteral literal
        && literal.value().matches("[0-9]{1,18}")) {
      value = Long.parseLong(literal.value());
    }
    if (value < 1 || value > max) {
      throw invalid(property, name, "a whole number of at least 1");
    }
    return OptionalLong.of(value);
  }

  private static SqlException invalid(Property property, String name, String expected) {
    return Refusal.of(
        ErrorCode.INVALID_PROPERTY,
        property.value().location(),
        "The value of %s must be %s.",
        name,
        expected);
  }
}

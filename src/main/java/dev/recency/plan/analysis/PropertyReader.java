package dev.recency.plan.analysis;

import dev.recency.plan.Format;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.Property;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  /** What only the declaration of a topic says. */
  private static final List<String> OF_SOURCES = List.of("WINDOW_TYPE", "WINDOW_SIZE");

  private static final String OF_DECLARED =
      "The keys of a query's results are what its WINDOW clause or its source says";

  /** Properties of ksqlDB that do not run here, and why. */
  private static final Map<String, String> UNSUPPORTED =
      Map.ofEntries(
          Map.entry("WINDOW_TYPE", OF_DECLARED),
          Map.entry("WINDOW_SIZE", OF_DECLARED),
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
  private final PropertyValues values = new PropertyValues(properties);

  private PropertyReader(List<Property> clause, List<String> more) {
    Set<String> known = new LinkedHashSet<>(KNOWN);
    known.addAll(more);
    for (Property property : clause) {
      String name = property.name().text().toUpperCase(Locale.ROOT);
      if (!known.contains(name)) {
        throw unknown(name, known, property.location());
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

  /** The properties of CREATE over a topic. */
  static TopicProperties readSource(List<Property> clause) {
    return new PropertyReader(clause, OF_SOURCES).read();
  }

  /** The properties of CREATE … AS SELECT. */
  static TopicProperties read(List<Property> clause) {
    return new PropertyReader(clause, List.of()).read();
  }

  /** The properties of INSERT INTO. */
  static TopicProperties readInsert(List<Property> clause) {
    return new PropertyReader(clause, List.of("QUERY_ID")).read();
  }

  private static SqlException unknown(String name, Set<String> known, Location location) {
    String reason = UNSUPPORTED.get(name);
    if (reason != null) {
      return Refusal.unsupported(location, "Property %s is not supported. %s.", name, reason);
    }
    return Refusal.of(
        ErrorCode.UNKNOWN_PROPERTY,
        location,
        "Unknown property %s.%s The properties are %s.",
        name,
        Refusal.didYouMean(name, known),
        String.join(", ", known.stream().filter(each -> !each.equals("QUERY_ID")).toList()));
  }

  private TopicProperties read() {
    if (properties.containsKey("FORMAT")
        && (properties.containsKey("KEY_FORMAT") || properties.containsKey("VALUE_FORMAT"))) {
      throw Refusal.of(
          ErrorCode.INVALID_PROPERTY,
          values.location("FORMAT"),
          "FORMAT sets both formats, so KEY_FORMAT and VALUE_FORMAT may not stand beside it."
              + " Remove FORMAT or the other.");
    }
    Optional<Format> both = values.format("FORMAT", "");
    TopicProperties result =
        new TopicProperties(
            values.text("KAFKA_TOPIC"),
            both.isPresent()
                ? values.format("FORMAT", "KEY_DELIMITER")
                : values.format("KEY_FORMAT", "KEY_DELIMITER"),
            both.isPresent()
                ? values.format("FORMAT", "VALUE_DELIMITER")
                : values.format("VALUE_FORMAT", "VALUE_DELIMITER"),
            values.delimiter("KEY_DELIMITER"),
            values.delimiter("VALUE_DELIMITER"),
            values.bool("WRAP_SINGLE_VALUE"),
            values.text("TIMESTAMP").map(PropertyReader::columnName),
            values.text("TIMESTAMP_FORMAT"),
            values.number("PARTITIONS"),
            values.number("REPLICAS"),
            values.retention(),
            values.text("QUERY_ID"),
            new KeyWindowProperties(properties, values).read());
    if (result.timestampFormat().isPresent() && result.timestampColumn().isEmpty()) {
      throw Refusal.of(
          ErrorCode.INVALID_PROPERTY,
          values.location("TIMESTAMP_FORMAT"),
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
}

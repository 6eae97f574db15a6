package dev.recency.plan.analysis;

import dev.recency.plan.Format;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.Literal;
import dev.recency.sql.tree.Property;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The values of one WITH clause, each read as what its property must be. */
final class PropertyValues {
  private final Map<String, Property> properties;

  /** Reads from this map, by upper-case name. */
  PropertyValues(Map<String, Property> properties) {
    this.properties = properties;
  }

  /** Where a property that is set stands. */
  Location location(String name) {
    return Objects.requireNonNull(properties.get(name)).location();
  }

  Optional<Format> format(String name, String delimiterName) {
    Property property = properties.get(name);
    if (property == null) {
      return Optional.empty();
    }
    String text = text(name).orElseThrow().toUpperCase(Locale.ROOT);
    return switch (text) {
      case "JSON" -> Optional.of(Format.JSON);
      case "KAFKA" -> Optional.of(Format.KAFKA);
      case "NONE" -> Optional.of(Format.NONE);
      case "DELIMITED" ->
          Optional.of(new Format(Format.Kind.DELIMITED, delimiter(delimiterName).orElse(',')));
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

  Optional<Character> delimiter(String name) {
    Property property = properties.get(name);
    if (property == null) {
      return Optional.empty();
    }
    String text = text(name).orElseThrow();
    if (text.equalsIgnoreCase("SPACE")) {
      return Optional.of(' ');
    }
    if (text.equalsIgnoreCase("TAB")) {
      return Optional.of('\t');
    }
    if (text.length() != 1 || text.isBlank()) {
      throw Refusal.of(
          ErrorCode.INVALID_PROPERTY,
          property.value().location(),
          "%s [%s] is not one character. Write one character, or the word SPACE or TAB.",
          name,
          text);
    }
    return Optional.of(text.charAt(0));
  }

  Optional<String> text(String name) {
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

  Optional<Boolean> bool(String name) {
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

  OptionalInt number(String name) {
    OptionalLong value = wholeNumber(name, Integer.MAX_VALUE);
    return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
  }

  OptionalLong retention() {
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

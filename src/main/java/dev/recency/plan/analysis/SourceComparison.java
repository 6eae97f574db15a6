package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.Format;
import dev.recency.plan.Source;
import dev.recency.plan.TimestampColumn;
import dev.recency.sql.tree.ColumnDefinition;
import dev.recency.sql.tree.SourceKind;
import dev.recency.sql.tree.TestStatement.AssertSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A source as a test describes it and as it is. */
final class SourceComparison {
  private final TypeResolver types;

  SourceComparison(TypeResolver types) {
    this.types = types;
  }

  /** The first difference in words; empty if the source is as described. */
  Optional<String> difference(AssertSource asserted, Source source) {
    TopicProperties properties = PropertyReader.read(asserted.properties());
    SourceKind kind = source.kind() == Source.Kind.TABLE ? SourceKind.TABLE : SourceKind.STREAM;
    List<String> wanted = asserted.columns().stream().map(this::describe).toList();
    List<String> actual = source.columns().stream().map(each -> describe(each, kind)).toList();
    return compare("kind", Optional.of(asserted.kind()), kind)
        .or(
            () ->
                compare(
                    "columns", wanted.isEmpty() ? Optional.empty() : Optional.of(wanted), actual))
        .or(() -> compare("KAFKA_TOPIC", properties.topic(), source.serialization().topic()))
        .or(() -> formats(properties, source))
        .or(
            () ->
                compare(
                    "WRAP_SINGLE_VALUE",
                    properties.wrapSingleValue(),
                    source.serialization().wrapSingleValue()))
        .or(() -> timestamps(properties, source));
  }

  private static Optional<String> formats(TopicProperties properties, Source source) {
    Format key = source.serialization().keyFormat();
    Format value = source.serialization().valueFormat();
    return compare("KEY_FORMAT", properties.keyFormat().map(Format::kind), key.kind())
        .or(() -> compare("VALUE_FORMAT", properties.valueFormat().map(Format::kind), value.kind()))
        .or(() -> compare("KEY_DELIMITER", properties.keyDelimiter(), key.delimiter()))
        .or(() -> compare("VALUE_DELIMITER", properties.valueDelimiter(), value.delimiter()));
  }

  private static Optional<String> timestamps(TopicProperties properties, Source source) {
    String none = "none";
    return compare(
            "TIMESTAMP",
            properties.timestampColumn(),
            source.timestamp().map(TimestampColumn::column).orElse(none))
        .or(
            () ->
                compare(
                    "TIMESTAMP_FORMAT",
                    properties.timestampFormat(),
                    source.timestamp().flatMap(TimestampColumn::pattern).orElse(none)));
  }

  private static <T> Optional<String> compare(String what, Optional<T> expected, T actual) {
    return expected
        .filter(each -> !each.equals(actual))
        .map(each -> what + " expected " + each + ", got " + actual);
  }

  private String describe(ColumnDefinition column) {
    List<String> words = new ArrayList<>();
    words.add(column.name() + " " + types.resolve(column.type()));
    switch (column.role()) {
      case KEY -> words.add("KEY");
      case PRIMARY_KEY -> words.add("PRIMARY KEY");
      case HEADERS -> words.add("HEADERS");
      case HEADER -> words.add("HEADER('" + column.headerKey().orElse("") + "')");
      case VALUE -> {}
    }
    return String.join(" ", words);
  }

  private static String describe(Column column, SourceKind kind) {
    String plain = column.name() + " " + column.type();
    return switch (column.role()) {
      case KEY -> plain + (kind == SourceKind.TABLE ? " PRIMARY KEY" : " KEY");
      case HEADERS -> plain + " HEADERS";
      case HEADER -> plain + " HEADER('" + column.headerKey() + "')";
      default -> plain;
    };
  }
}

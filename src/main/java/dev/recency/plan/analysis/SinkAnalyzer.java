package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.Format;
import dev.recency.plan.Serialization;
import dev.recency.plan.Sink;
import dev.recency.plan.Source;
import dev.recency.plan.TimestampColumn;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Where a CREATE … AS SELECT writes: topic, formats, and the derived stream or table. */
final class SinkAnalyzer {
  private static final String KEYS_FIELD = "keys";

  private final Catalog catalog;

  SinkAnalyzer(Catalog catalog) {
    this.catalog = catalog;
  }

  /** A sink and what it computes; the output may have gained the {@code keys} struct as its key. */
  record Result(Sink sink, Output output) {}

  Result analyze(Identifier name, TopicProperties properties, Source source, Output selected) {
    Location location = name.location();
    boolean wrap = properties.wrapSingleValue().orElse(true);
    Output output = wrap ? selected : withStructKeys(selected, properties);
    if (properties.wrapSingleValue().isPresent() && output.values().size() != 1) {
      throw SourceAnalyzer.wrapNeedsOneColumn(location, output.values().size());
    }
    Format keyFormat = keyFormat(properties, source, output, output != selected, location);
    Format inherited = source.serialization().valueFormat();
    Format valueFormat =
        properties.valueFormat().orElse(delimited(inherited, properties.valueDelimiter()));
    FormatRules.checkKey(keyFormat, output.keys(), location);
    FormatRules.checkValue(valueFormat, output.values(), location);
    Optional<TimestampColumn> timestamp =
        SourceAnalyzer.timestamp(properties, output.columns(), location);
    OptionalInt partitions =
        properties.partitions().isPresent() ? properties.partitions() : source.partitions();
    Sink sink =
        new Sink(
            name.text(),
            new Serialization(properties.topic().orElse(name.text()), keyFormat, valueFormat, wrap),
            output.columns(),
            timestamp,
            partitions,
            properties.replicas(),
            properties.retentionMillis());
    return new Result(sink, output);
  }

  /** The stream or table that later statements read. */
  static Source derived(Sink sink, Source.Kind kind) {
    return new Source(
        sink.name(),
        kind,
        sink.serialization(),
        sink.columns(),
        sink.timestamp(),
        false,
        sink.partitions());
  }

  private static Format delimited(Format format, Optional<Character> delimiter) {
    return delimiter.isPresent() && format.kind() == Format.Kind.DELIMITED
        ? new Format(format.kind(), delimiter.get())
        : format;
  }

  private Format keyFormat(
      TopicProperties properties,
      Source source,
      Output output,
      boolean structKeys,
      Location location) {
    if (structKeys) {
      return Format.JSON;
    }
    if (properties.keyFormat().isPresent()) {
      return properties.keyFormat().get();
    }
    List<Column> keys = output.keys();
    Format inherited = delimited(source.serialization().keyFormat(), properties.keyDelimiter());
    if (inherited.kind() == Format.Kind.NONE && !keys.isEmpty()) {
      inherited = Format.KAFKA;
    }
    boolean several = keys.size() > 1;
    if (inherited.kind() == Format.Kind.KAFKA && several) {
      catalog.extended(
          location,
          "ksqlDB refuses several key columns in the KAFKA format; here they are one JSON object."
              + " Say so there with KEY_FORMAT = 'JSON'.");
      return Format.JSON;
    }
    return inherited;
  }

  /**
   * A command without a key of its own takes the struct {@code keys} that it carries, so that all
   * commands of one entity are in one partition.
   */
  private static Output withStructKeys(Output output, TopicProperties properties) {
    boolean otherFormat =
        properties.keyFormat().filter(format -> format.kind() != Format.Kind.JSON).isPresent();
    if (!output.keys().isEmpty() || output.values().size() != 1 || otherFormat) {
      return output;
    }
    TypedExpression command = output.projection().get(0);
    if (!(command.type() instanceof SqlType.Struct struct) || struct.indexOf(KEYS_FIELD) < 0) {
      return output;
    }
    int index = struct.indexOf(KEYS_FIELD);
    SqlType type = struct.fields().get(index).type();
    if (!(type instanceof SqlType.Struct)) {
      return output;
    }
    TypedExpression keys =
        command instanceof TypedExpression.MakeStruct make
            ? make.values().get(index)
            : new TypedExpression.FieldAccess(command, index, type);
    List<Column> columns = new ArrayList<>(output.columns());
    columns.add(new Column(KEYS_FIELD, type, Column.Role.KEY));
    return new Output(columns, List.of(command, keys));
  }

  /** Refuses an INSERT whose columns are not those of its target. */
  static void checkInsert(Source target, Output output, Location location) {
    List<Column> wanted =
        target.columns().stream()
            .filter(
                column -> column.role() == Column.Role.KEY || column.role() == Column.Role.VALUE)
            .toList();
    List<Column> wantedKeys = target.columns(Column.Role.KEY);
    List<Column> wantedValues = target.columns(Column.Role.VALUE);
    if (!output.keys().equals(wantedKeys) || !output.values().equals(wantedValues)) {
      throw Refusal.of(
          ErrorCode.TYPE_MISMATCH,
          location,
          "The SELECT gives %s, but [%s] has %s. Names, types and order must be the same.",
          describe(output.columns()),
          target.name(),
          describe(wanted));
    }
  }

  private static List<String> describe(List<Column> columns) {
    return columns.stream()
        .map(
            column ->
                column.name()
                    + " "
                    + column.type()
                    + (column.role() == Column.Role.KEY ? " KEY" : ""))
        .toList();
  }
}

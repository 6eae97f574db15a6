package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.Format;
import dev.recency.plan.Serialization;
import dev.recency.plan.Sink;
import dev.recency.plan.Source;
import dev.recency.plan.TimestampColumn;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Where a CREATE … AS SELECT writes: topic, formats, and the derived stream or table. */
final class SinkAnalyzer {
  private final Catalog catalog;

  SinkAnalyzer(Catalog catalog) {
    this.catalog = catalog;
  }

  /** A sink and what it computes; the output may have gained the {@code keys} struct as its key. */
  record Result(Sink sink, Output output) {}

  /**
   * @param bounds of the window that keys hold
   */
  Result analyze(
      Identifier name,
      TopicProperties properties,
      Source source,
      Output selected,
      Optional<Bounds> bounds) {
    Location location = name.location();
    boolean wrap = properties.wrapSingleValue().orElse(true);
    boolean otherFormat =
        properties.keyFormat().filter(format -> format.kind() != Format.Kind.JSON).isPresent();
    Output output = wrap || otherFormat ? selected : KeysStruct.asKey(selected);
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
    Output written = Bounds.behind(output, bounds);
    Sink sink =
        new Sink(
            name.text(),
            new Serialization(properties.topic().orElse(name.text()), keyFormat, valueFormat, wrap),
            written.columns(),
            timestamp,
            partitions,
            properties.replicas(),
            properties.retentionMillis(),
            bounds.map(Bounds::window));
    return new Result(sink, written);
  }

  /** The stream or table that later statements read. */
  static Source derived(Sink sink, Source.Kind kind) {
    return new Source(
        sink.name(),
        kind,
        sink.serialization(),
        Bounds.without(sink.columns()),
        sink.timestamp(),
        false,
        sink.partitions(),
        sink.keyWindow());
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
}

package dev.recency.simulator;

import dev.recency.expression.Projection;
import dev.recency.format.Decoded;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.format.RowEncoder;
import dev.recency.format.WindowedKey;
import dev.recency.plan.Column;
import dev.recency.plan.Input;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.RowLayout;
import dev.recency.plan.Sink;
import dev.recency.plan.Source;
import dev.recency.plan.analysis.TestAnalyzer.Values;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.sql.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A record as a test writes it down: some columns of a source with their values. */
final class TestRecord {
  private static final Column ROWTIME = system(Column.Role.ROWTIME);
  private static final Column WINDOWSTART = system(Column.Role.WINDOWSTART);
  private static final Column WINDOWEND = system(Column.Role.WINDOWEND);

  private final Location location;
  private final Source source;
  private final List<Column> columns;
  private final Row row;

  /** Computes the values; one that cannot be computed stops the test. */
  TestRecord(Values values, Location location) {
    this.location = location;
    source = values.source();
    columns = values.columns();
    row =
        Projection.compile(
                source.name(),
                values.expressions(),
                (statement, kind, message) -> {
                  throw new StoppedTest(location, "a value has no result: " + message, false);
                },
                CaseExecution.surroundings(() -> {}))
            .apply(new Row.Builder(0).build());
  }

  private static Column system(Column.Role role) {
    return new Column(role.name(), SqlType.Simple.BIGINT, role);
  }

  String topic() {
    return source.serialization().topic();
  }

  private @Nullable Object value(Column column) {
    int slot = columns.indexOf(column);
    return slot < 0 ? null : row.get(slot, column.type());
  }

  /** The record as Kafka holds it. Columns that the test leaves out are NULL, ROWTIME 0. */
  RawRecord encode(long offset) {
    List<Column> written =
        source.columns().stream()
            .filter(each -> each.role() == Column.Role.KEY || each.role() == Column.Role.VALUE)
            .toList();
    Sink sink =
        new Sink(
            source.name(),
            source.serialization(),
            written,
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            Optional.empty());
    List<@Nullable Object> values = new ArrayList<>();
    written.forEach(each -> values.add(value(each)));
    Row full = Row.of(written.stream().map(Column::type).toList(), values);
    Object time = value(ROWTIME);
    return new RawRecord(
        topic(),
        0,
        offset,
        time == null ? 0 : (Long) time,
        windowed(RowEncoder.keys(sink).encode(full)),
        RowEncoder.values(sink).encode(full),
        List.of());
  }

  /** The bytes of a key with the window behind them that the source's keys hold. */
  private byte @Nullable [] windowed(byte @Nullable [] key) {
    if (source.keyWindow().isEmpty() || key == null) {
      return key;
    }
    KeyWindow window = source.keyWindow().get();
    Long start = (Long) value(WINDOWSTART);
    Long end = (Long) value(WINDOWEND);
    if (start != null && end == null && window instanceof KeyWindow.Sized sized) {
      end = start + sized.sizeMillis();
    }
    if (start == null || end == null) {
      throw new StoppedTest(
          location,
          "The keys of ["
              + source.name()
              + "] hold a window. Name WINDOWSTART and WINDOWEND among the columns.",
          false);
    }
    return WindowedKey.of(key, window, start, end);
  }

  /**
   * What is different between this record and the actual one, {@code expected X, got Y}.
   *
   * @param tombstone whether the record has to be one; then the key alone is compared
   */
  Optional<String> difference(RawRecord actual, boolean tombstone) {
    RowLayout layout = everything(source);
    Decoded decoded = Decoders.of(input(source, layout)).decode(actual);
    if (decoded instanceof Decoded.Rejected rejected) {
      return Optional.of("expected " + describe(tombstone) + ", got " + rejected.message());
    }
    Row got = ((Decoded.Accepted) decoded).event().row();
    boolean same = tombstone == (actual.value() == null);
    for (Column column : columns) {
      int slot = layout.columns().indexOf(column);
      same &= ValueText.same(value(column), got.get(slot, column.type()));
    }
    return same
        ? Optional.empty()
        : Optional.of(
            "expected "
                + describe(tombstone)
                + ", got "
                + describe(layout.columns(), got, actual.value() == null));
  }

  String describe(boolean tombstone) {
    return describe(columns, row, tombstone);
  }

  /** A record of this topic for a message. */
  static String describe(Source source, RawRecord record) {
    RowLayout layout = everything(source);
    Decoded decoded = Decoders.of(input(source, layout)).decode(record);
    return decoded instanceof Decoded.Accepted accepted
        ? describe(layout.columns(), accepted.event().row(), record.value() == null)
        : ((Decoded.Rejected) decoded).message();
  }

  private static String describe(List<Column> columns, Row row, boolean tombstone) {
    List<String> parts = new ArrayList<>();
    for (int slot = 0; slot < columns.size(); slot++) {
      Column column = columns.get(slot);
      if (!tombstone || column.role() != Column.Role.VALUE) {
        parts.add(
            column.name() + " = " + ValueText.of(row.get(slot, column.type()), column.type()));
      }
    }
    return (tombstone ? "a tombstone " : "") + "[" + String.join(", ", parts) + "]";
  }

  private static RowLayout everything(Source source) {
    List<Column> all = new ArrayList<>();
    all.addAll(source.columns(Column.Role.KEY));
    all.addAll(source.columns(Column.Role.VALUE));
    if (source.keyWindow().isPresent()) {
      all.add(WINDOWSTART);
      all.add(WINDOWEND);
    }
    all.add(ROWTIME);
    return new RowLayout(all);
  }

  /** Without its TIMESTAMP column: ROWTIME of a record is compared as the topic has it. */
  private static Input input(Source source, RowLayout layout) {
    Source plain =
        new Source(
            source.name(),
            source.kind(),
            source.serialization(),
            source.columns(),
            Optional.empty(),
            source.declared(),
            source.partitions(),
            source.keyWindow());
    return new Input(plain, layout, OptionalInt.empty());
  }
}

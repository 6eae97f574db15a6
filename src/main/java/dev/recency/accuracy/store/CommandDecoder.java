package dev.recency.accuracy.store;

import dev.recency.accuracy.event.EntityText;
import dev.recency.accuracy.store.VisibleCommand.Bounds;
import dev.recency.accuracy.truth.StatementFeatures;
import dev.recency.format.Decoded;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.format.RecordDecoder;
import dev.recency.plan.Column;
import dev.recency.plan.Input;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.RowLayout;
import dev.recency.plan.Sink;
import dev.recency.plan.Source;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records that a system wrote to the sink of one statement: the entity from the key, the
 * features by name from the value. The sink is the one of the statement that wrote them: the
 * compared one's, or that of its stand-in. Not thread-safe.
 */
public final class CommandDecoder {
  private final String statement;
  private final RecordDecoder decoder;
  private final List<SqlType> types;
  private final int[] keySlots;
  private final List<Optional<FeaturePath>> paths;
  private final Optional<KeyWindow> window;

  /**
   * A decoder.
   *
   * @param features of the compared statement
   * @param sink of the statement that wrote the records
   * @param window what stands behind the key; empty: nothing
   */
  public CommandDecoder(StatementFeatures features, Sink sink, Optional<KeyWindow> window) {
    statement = features.statement().id();
    // The bounds are taken off the key before it is decoded.
    List<Column> columns =
        sink.columns().stream()
            .filter(each -> each.role() == Column.Role.KEY || each.role() == Column.Role.VALUE)
            .toList();
    Source source =
        new Source(
            sink.name(),
            Source.Kind.STREAM,
            sink.serialization(),
            columns,
            Optional.empty(),
            true,
            OptionalInt.empty());
    decoder = Decoders.of(new Input(source, new RowLayout(columns), OptionalInt.empty()));
    types = columns.stream().map(Column::type).toList();
    keySlots =
        IntStream.range(0, columns.size())
            .filter(slot -> columns.get(slot).role() == Column.Role.KEY)
            .toArray();
    paths = features.names().stream().map(name -> FeaturePath.find(name, columns)).toList();
    this.window = window;
  }

  /**
   * The command in a record, or nothing if its key or value cannot be read as the sink says.
   *
   * @param visibleAtMillis on the arrival clock
   */
  public Optional<VisibleCommand> decode(RawRecord record, long visibleAtMillis) {
    byte[] key = record.key();
    int innerLength = key == null ? 0 : key.length - window.map(KeyWindow::bytes).orElse(0);
    if (innerLength < 0) {
      return Optional.empty();
    }
    byte[] inner = key == null ? null : Arrays.copyOf(key, innerLength);
    RawRecord plain =
        new RawRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestampMillis(),
            inner,
            record.value(),
            record.headers());
    if (!(decoder.decode(plain) instanceof Decoded.Accepted accepted)) {
      return Optional.empty();
    }
    Event event = accepted.event();
    return Optional.of(
        new VisibleCommand(
            statement,
            EntityText.of(event.row(), types, keySlots),
            event.tombstone() ? List.of() : values(event.row()),
            record.timestampMillis(),
            visibleAtMillis,
            bounds(key)));
  }

  private List<@Nullable Object> values(Row row) {
    List<@Nullable Object> values = new ArrayList<>(paths.size());
    for (Optional<FeaturePath> path : paths) {
      values.add(path.isEmpty() ? null : path.get().value(row));
    }
    return values;
  }

  private Bounds bounds(byte @Nullable [] key) {
    if (window.isEmpty() || key == null) {
      return Bounds.UNKNOWN;
    }
    long start = ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
    if (window.get() instanceof KeyWindow.Sized sized) {
      return new Bounds(start, start + sized.sizeMillis());
    }
    // Both ends of a session are inside.
    return new Bounds(start, ByteBuffer.wrap(key).getLong(key.length - 2 * Long.BYTES) + 1);
  }
}

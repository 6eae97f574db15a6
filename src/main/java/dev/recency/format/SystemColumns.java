package dev.recency.format;

import dev.recency.plan.Column;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.StructValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Columns that come from neither the key itself nor the value: ROWTIME, partition, offset, headers
 * and the window in the key.
 */
final class SystemColumns {
  private record Slot(int number, Column column) {}

  private final List<Slot> slots = new ArrayList<>();
  private final Optional<KeyWindow> window;

  /**
   * @param window in the keys
   */
  SystemColumns(List<Column> layout, Optional<KeyWindow> window) {
    this.window = window;
    for (int i = 0; i < layout.size(); i++) {
      Column.Role role = layout.get(i).role();
      if (role != Column.Role.KEY && role != Column.Role.VALUE) {
        slots.add(new Slot(i, layout.get(i)));
      }
    }
  }

  void fill(Row.Builder row, RawRecord record, long eventTimeMillis) {
    for (Slot slot : slots) {
      switch (slot.column().role()) {
        case ROWTIME -> row.setLong(slot.number(), eventTimeMillis);
        case ROWPARTITION -> row.setLong(slot.number(), record.partition());
        case ROWOFFSET -> row.setLong(slot.number(), record.offset());
        case HEADERS -> row.setReference(slot.number(), all(record.headers()));
        case HEADER ->
            row.setReference(slot.number(), last(record.headers(), slot.column().headerKey()));
        case WINDOWSTART, WINDOWEND -> fillBound(row, slot, record.key());
        case KEY, VALUE -> throw new IllegalStateException("not a system column");
      }
    }
  }

  /** A bound stays NULL without a key. */
  private void fillBound(Row.Builder row, Slot slot, byte @Nullable [] key) {
    if (key != null) {
      row.setLong(
          slot.number(),
          slot.column().role() == Column.Role.WINDOWSTART
              ? WindowedKey.startMillis(key)
              : WindowedKey.endMillis(key, window.orElseThrow()));
    }
  }

  private static List<@Nullable Object> all(List<RawRecord.Header> headers) {
    List<@Nullable Object> values = new ArrayList<>(headers.size());
    for (RawRecord.Header header : headers) {
      values.add(StructValue.of(header.key(), bytes(header)));
    }
    return Collections.unmodifiableList(values);
  }

  private static @Nullable ByteBuffer last(List<RawRecord.Header> headers, String key) {
    for (int i = headers.size() - 1; i >= 0; i--) {
      if (headers.get(i).key().equals(key)) {
        return bytes(headers.get(i));
      }
    }
    return null;
  }

  private static @Nullable ByteBuffer bytes(RawRecord.Header header) {
    byte[] value = header.value();
    return value == null ? null : ByteBuffer.wrap(value).asReadOnlyBuffer();
  }
}

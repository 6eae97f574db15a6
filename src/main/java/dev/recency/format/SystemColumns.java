package dev.recency.format;

import dev.recency.plan.Column;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.StructValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns that come from neither key nor value: ROWTIME, partition, offset and headers. */
final class SystemColumns {
  private record Slot(int number, Column column) {}

  private final List<Slot> slots = new ArrayList<>();

  SystemColumns(List<Column> layout) {
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
        case KEY, VALUE, WINDOWSTART, WINDOWEND ->
            throw new IllegalStateException("not a system column");
      }
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

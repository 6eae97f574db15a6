package dev.recency.format;

import dev.recency.format.part.PartColumns;
import dev.recency.format.part.PartDecoder;
import dev.recency.format.part.Problems;
import dev.recency.plan.Column;
import dev.recency.plan.Input;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.Source;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.row.Row;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Key, value, event time and system columns of a record, in this order. */
final class LayoutDecoder implements RecordDecoder {
  private final int slots;
  private final boolean table;
  private final List<Integer> keySlots;
  private final PartDecoder key;
  private final PartDecoder value;
  private final EventTime eventTime;
  private final SystemColumns systemColumns;
  private final @Nullable KeyWindow window;
  private final Problems keyProblems = Problems.ofKey();
  private final Problems valueProblems = Problems.ofValue();

  LayoutDecoder(Input input) {
    Source source = input.source();
    List<Column> layout = input.layout().columns();
    slots = layout.size();
    table = source.kind() == Source.Kind.TABLE;
    keySlots =
        IntStream.range(0, slots)
            .filter(slot -> layout.get(slot).role() == Column.Role.KEY)
            .boxed()
            .toList();
    key =
        Parts.keyDecoder(
            source.serialization(), PartColumns.of(source.columns(), layout, Column.Role.KEY));
    value =
        Parts.valueDecoder(
            source.serialization(), PartColumns.of(source.columns(), layout, Column.Role.VALUE));
    eventTime = EventTime.of(input);
    systemColumns = new SystemColumns(layout, source.keyWindow());
    window = source.keyWindow().orElse(null);
  }

  /** Whether it is the record of a table that does not say which row it is about. */
  private boolean keyless(RawRecord record, Row.Builder row) {
    return table
        && (record.key() == null
            || (!keySlots.isEmpty() && keySlots.stream().allMatch(row::isNull)));
  }

  /** The delete of a table's row has no columns; without its Kafka timestamp it would be lost. */
  private long eventTimeMillis(RawRecord record, Row.Builder row, boolean present) {
    long millis = eventTime.of(record, row);
    return table && !present && millis < 0 ? record.timestampMillis() : millis;
  }

  @Override
  public Decoded decode(RawRecord record) {
    Row.Builder row = new Row.Builder(slots);
    byte[] keyBytes = record.key();
    if (window != null && keyBytes != null) {
      if (!WindowedKey.holds(keyBytes, window)) {
        return new Decoded.Rejected(RejectReason.MALFORMED_KEY, tooShort(keyBytes, window));
      }
      keyBytes = WindowedKey.inner(keyBytes, window);
    }
    Parts.decode(key, keyBytes, row, keyProblems);
    if (keyProblems.any()) {
      return new Decoded.Rejected(keyProblems.reason(), keyProblems.message());
    }
    if (keyless(record, row)) {
      return new Decoded.Rejected(RejectReason.NULL_KEY, "the record of a table has no key");
    }
    boolean present = Parts.decode(value, record.value(), row, valueProblems);
    if (valueProblems.any()) {
      return new Decoded.Rejected(valueProblems.reason(), valueProblems.message());
    }
    long eventTimeMillis = eventTimeMillis(record, row, present);
    if (eventTimeMillis < 0) {
      return new Decoded.Rejected(RejectReason.INVALID_TIMESTAMP, eventTime.expectation());
    }
    systemColumns.fill(row, record, eventTimeMillis);
    // A record without timestamp arrived, as far as anybody can tell, when it happened.
    long arrivalMillis = record.timestampMillis() < 0 ? eventTimeMillis : record.timestampMillis();
    return new Decoded.Accepted(
        new Event(
            row.build(),
            !present,
            eventTimeMillis,
            arrivalMillis,
            record.partition(),
            record.offset()));
  }

  private static String tooShort(byte[] keyBytes, KeyWindow window) {
    return "key: expected a window of [%d] bytes behind it, got [%d] bytes in all"
        .formatted(window.bytes(), keyBytes.length);
  }
}

package dev.recency.format;

import dev.recency.plan.Column;
import dev.recency.plan.Input;
import dev.recency.plan.TimestampColumn;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the event time of a source's records stands. */
final class EventTime {
  /** Answered for a record that has no event time. */
  static final long NONE = -1;

  private final int slot;
  private final @Nullable TimestampPattern pattern;
  private final String expectation;

  private EventTime(int slot, @Nullable TimestampPattern pattern, String expectation) {
    this.slot = slot;
    this.pattern = pattern;
    this.expectation = expectation;
  }

  static EventTime of(Input input) {
    Optional<TimestampColumn> declared = input.source().timestamp();
    if (input.timestampSlot().isEmpty() || declared.isEmpty()) {
      return new EventTime(-1, null, "the record has no timestamp");
    }
    int slot = input.timestampSlot().getAsInt();
    Column column = input.layout().columns().get(slot);
    String expectation =
        "timestamp column [" + column.name() + "]: expected a time since 1970, not NULL";
    if (column.type() != SqlType.Simple.STRING) {
      return new EventTime(slot, null, expectation);
    }
    TimestampPattern pattern = TimestampPattern.of(declared.get());
    return new EventTime(slot, pattern, expectation + ", in the format [" + pattern + "]");
  }

  /** Milliseconds since the epoch, or a negative number if there is none. */
  long of(RawRecord record, Row.Builder row) {
    if (slot < 0) {
      return record.timestampMillis();
    }
    if (row.isNull(slot)) {
      return NONE;
    }
    return pattern == null
        ? row.getLong(slot)
        : pattern.parse(String.valueOf(row.getReference(slot)));
  }

  /** What a record without event time lacks. */
  String expectation() {
    return expectation;
  }
}

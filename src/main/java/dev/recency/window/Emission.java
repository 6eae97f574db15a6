package dev.recency.window;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.plan.row.Row;

/** When the windows of a log speak. */
interface Emission {
  /** Takes in a record; counts it once per window. */
  void arrive(LogState state, KeyedRecord record, KeyContext context);

  /** Says everything that has come due at the clock. */
  void catchUp(LogState state, Row key, KeyContext context);

  /** When {@link #catchUp} is to be called next, or NEVER. */
  long dueMillis(LogState state);

  /** Fills a window that is new to a key with state. */
  void fill(LogState state, WindowState window, KeyContext context);
}

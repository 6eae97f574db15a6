package dev.recency.window.time;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.plan.row.Row;

/** When TUMBLING and HOPPING windows speak. */
interface Speech {
  /**
   * Takes in a record.
   *
   * @param window the first window that takes it
   */
  void take(HoppingState state, KeyedRecord record, long slice, long window, KeyContext context);

  /** The timer has come: says what belongs to this instant, and drops what is over. */
  void due(HoppingState state, Row key, KeyContext context);

  /** When {@link #due} is to be called next; the state is not empty. */
  long dueMillis(HoppingState state);
}

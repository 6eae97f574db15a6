package dev.recency.window;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.CollectingAggregate;
import dev.recency.operator.KeyContext;
import dev.recency.window.log.Cursor;
import dev.recency.window.log.EventLog;

/**
 * Reads the events of a window, oldest first, for the aggregates whose result is a collection.
 * Time: the events of the window, or fewer when the collection is full.
 */
final class WindowReader {
  private WindowReader() {}

  static Object collect(
      WindowState window, Aggregate<Object> aggregate, EventLog log, KeyContext context) {
    Object into = aggregate.create();
    if (window.empty()) {
      return into;
    }
    Cursor cursor = new Cursor();
    boolean more = log.seek(cursor, window.headMillis, context);
    long before = window.headMillis;
    while (more && log.timeAt(cursor) <= window.lastSeenMillis()) {
      long time = log.timeAt(cursor);
      if (time > before && full(aggregate, into)) {
        break;
      }
      aggregate.add(into, log.eventAt(cursor));
      before = time;
      more = log.next(cursor, context);
    }
    return into;
  }

  private static boolean full(Aggregate<Object> aggregate, Object accumulator) {
    return ((CollectingAggregate<Object>) aggregate).full(accumulator);
  }
}

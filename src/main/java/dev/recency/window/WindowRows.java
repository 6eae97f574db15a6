package dev.recency.window;

import dev.recency.aggregate.Aggregate;
import dev.recency.operator.KeyContext;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.window.log.EventLog;

/** Says what a window holds: rows, and HAVING's tombstones. */
final class WindowRows {
  private WindowRows() {}

  /**
   * EMIT CHANGES: emits the value at an instant, or a tombstone if HAVING has turned false.
   *
   * @param stampMillis the arrival of what caused it; never goes back within a window
   */
  static void change(
      WindowState window, Row key, EventLog log, long asOfMillis, long stampMillis, KeyContext to) {
    boolean before = !window.definition.hasHaving || visibleBefore(window, key, asOfMillis);
    Row row = row(window, key, log, asOfMillis, to);
    boolean now = window.definition.having.test(row);
    boolean first = window.fresh || !before;
    said(window, asOfMillis, stampMillis);
    window.visible = now;
    if (now || before) {
      RowKind kind = now ? first ? RowKind.INSERT : RowKind.UPDATE : RowKind.DELETE;
      to.emit(window.definition.index, row, kind, asOfMillis, window.stampMillis);
    }
  }

  /** EMIT FINAL: emits the value at an instant, which is never revised. */
  static void result(
      WindowState window, Row key, EventLog log, long asOfMillis, long stampMillis, KeyContext to) {
    Row row = row(window, key, log, asOfMillis, to);
    said(window, asOfMillis, stampMillis);
    if (window.definition.having.test(row)) {
      to.emit(window.definition.index, row, RowKind.INSERT, asOfMillis, window.stampMillis);
    }
  }

  private static void said(WindowState window, long asOfMillis, long stampMillis) {
    window.asOfMillis = asOfMillis;
    window.stampMillis = Math.max(window.stampMillis, stampMillis);
    window.fresh = false;
  }

  private static Row row(
      WindowState window, Row key, EventLog log, long asOfMillis, KeyContext context) {
    WindowDefinition definition = window.definition;
    Row.Builder builder = begin(definition, key);
    for (int i = 0; i < definition.aggregates.length; i++) {
      window.lower(i, builder, definition.primitiveKeys.length + i, log, context);
    }
    return end(definition, builder, asOfMillis);
  }

  /** Whether HAVING was true; of a key that has no state, whether it is true over nothing. */
  private static boolean visibleBefore(WindowState window, Row key, long asOfMillis) {
    if (!window.fresh) {
      return window.visible;
    }
    WindowDefinition definition = window.definition;
    Row.Builder builder = begin(definition, key);
    for (int i = 0; i < definition.aggregates.length; i++) {
      Aggregate<Object> aggregate = definition.aggregates[i];
      aggregate.lower(aggregate.create(), builder, definition.primitiveKeys.length + i);
    }
    return definition.having.test(end(definition, builder, asOfMillis));
  }

  private static Row.Builder begin(WindowDefinition definition, Row key) {
    Row.Builder builder = new Row.Builder(definition.slots);
    boolean[] primitiveKeys = definition.primitiveKeys;
    for (int slot = 0; slot < primitiveKeys.length; slot++) {
      if (!primitiveKeys[slot]) {
        builder.setReference(slot, key.getReference(slot));
      } else if (!key.isNull(slot)) {
        builder.setLong(slot, key.getLong(slot));
      }
    }
    return builder;
  }

  private static Row end(WindowDefinition definition, Row.Builder builder, long asOfMillis) {
    int slot = definition.primitiveKeys.length + definition.aggregates.length;
    builder.setLong(slot, Instants.minus(asOfMillis, definition.sizeMillis()));
    return builder.setLong(slot + 1, asOfMillis).build();
  }
}

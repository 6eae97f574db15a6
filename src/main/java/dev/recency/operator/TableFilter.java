package dev.recency.operator;

import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * WHERE over a table. Takes {@link TableRecord}s of the rows that the sink is to hold; a row that
 * does not pass is none.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>Every record that gives its key a row is emitted, the first as an INSERT and further ones
 *       as UPDATEs.
 *   <li>A record that leaves its key without a row is one DELETE if the key had one, else nothing.
 *   <li>A key has a header exactly while it has a row, and no timer.
 * </ol>
 *
 * <p>Time per record and space per key: O(1).
 */
public final class TableFilter implements KeyedOperator {
  private static final byte VERSION = 1;

  private final String id;

  /**
   * @param id of the statement, for messages
   */
  public TableFilter(String id) {
    this.id = id;
  }

  @Override
  public void onRecord(KeyedRecord record, KeyContext context) {
    boolean before = present(context.header());
    TableRecord taken = TableRecord.of(record.arguments());
    if (taken.present()) {
      if (!before) {
        context.putHeader(new byte[] {VERSION});
      }
      emit(taken.row(), before ? RowKind.UPDATE : RowKind.INSERT, record, context);
    } else if (before) {
      context.deleteHeader();
      emit(taken.row(), RowKind.DELETE, record, context);
    }
  }

  @Override
  public void onTimer(Row key, KeyContext context) {
    throw new IllegalStateException("statement [" + id + "] sets no timer");
  }

  private boolean present(byte @Nullable [] header) {
    if (header == null) {
      return false;
    }
    if (header.length != 1 || header[0] != VERSION) {
      throw StateFormatException.of(
          id, "another form of a filtered table's header", "version [" + VERSION + "] alone");
    }
    return true;
  }

  private static void emit(Row row, RowKind kind, KeyedRecord record, KeyContext context) {
    context.emit(0, row, kind, record.eventTimeMillis(), record.arrivalMillis());
  }
}

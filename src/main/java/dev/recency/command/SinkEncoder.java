package dev.recency.command;

import dev.recency.format.RawRecord.Header;
import dev.recency.format.RowEncoder;
import dev.recency.format.WindowedKey;
import dev.recency.plan.Column;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.Query;
import dev.recency.plan.Sink;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.typed.TypedExpression;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Key with its window, value, timestamp and headers of one sink. */
final class SinkEncoder implements CommandEncoder {
  private final String topic;
  private final RowEncoder keys;
  private final RowEncoder values;
  private final SinkTimestamp timestamp;
  private final Header statement;
  private final boolean computedKey;
  private final int[] keptKey;
  private final @Nullable KeyWindow window;
  private final int startSlot;

  SinkEncoder(Query query) {
    Sink sink = query.sink();
    topic = sink.serialization().topic();
    keys = RowEncoder.keys(sink);
    values = RowEncoder.values(sink);
    timestamp = SinkTimestamp.of(sink);
    computedKey = computedKey(query);
    keptKey =
        query instanceof Query.Transform kept && kept.keepsKey() ? keySlots(query) : new int[0];
    window = sink.keyWindow().orElse(null);
    startSlot = sink.columns().size() - 2; // WINDOWSTART, then WINDOWEND
    statement = new Header(STATEMENT_HEADER, query.id().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether the key is one column that is more than a copy of a source column: a source record
   * without value has nothing that it could be computed from.
   */
  private static boolean computedKey(Query query) {
    int[] keys = keySlots(query);
    return query instanceof Query.Transform transform
        && keys.length == 1
        && !(transform.projection().get(keys[0]) instanceof TypedExpression.Slot);
  }

  private static int[] keySlots(Query query) {
    List<Column> columns = query.sink().columns();
    return IntStream.range(0, columns.size())
        .filter(slot -> columns.get(slot).role() == Column.Role.KEY)
        .toArray();
  }

  @Override
  public @Nullable CommandRecord encode(
      Row row, RowKind kind, boolean tombstone, long timestampMillis, long arrivalMillis) {
    boolean withoutValue = tombstone || kind == RowKind.DELETE;
    long millis = withoutValue ? timestampMillis : timestamp.of(row, timestampMillis);
    if (millis < 0) {
      return null;
    }
    byte[] arrival = Long.toString(arrivalMillis).getBytes(StandardCharsets.US_ASCII);
    return new CommandRecord(
        topic,
        tombstone && computedKey ? null : key(row),
        withoutValue ? null : values.encode(row),
        millis,
        List.of(statement, new Header(ARRIVAL_HEADER, arrival)));
  }

  /** A record without a key stays one: NULL in every column of a key that is passed on. */
  private boolean keyless(Row row) {
    for (int slot : keptKey) {
      if (!row.isNull(slot)) {
        return false;
      }
    }
    return keptKey.length > 0;
  }

  private byte @Nullable [] key(Row row) {
    byte[] inner = keyless(row) ? null : keys.encode(row);
    return inner == null || window == null
        ? inner
        : WindowedKey.of(inner, window, row.getLong(startSlot), row.getLong(startSlot + 1));
  }
}

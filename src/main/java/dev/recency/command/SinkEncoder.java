package dev.recency.command;

import dev.recency.format.RawRecord.Header;
import dev.recency.format.RowEncoder;
import dev.recency.plan.Query;
import dev.recency.plan.Sink;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Key, value, timestamp and headers of one sink. */
final class SinkEncoder implements CommandEncoder {
  private final String topic;
  private final RowEncoder keys;
  private final RowEncoder values;
  private final SinkTimestamp timestamp;
  private final Header statement;

  SinkEncoder(Query query) {
    Sink sink = query.sink();
    topic = sink.serialization().topic();
    keys = RowEncoder.keys(sink);
    values = RowEncoder.values(sink);
    timestamp = SinkTimestamp.of(sink);
    statement = new Header(STATEMENT_HEADER, query.id().getBytes(StandardCharsets.UTF_8));
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
        keys.encode(row),
        withoutValue ? null : values.encode(row),
        millis,
        List.of(statement, new Header(ARRIVAL_HEADER, arrival)));
  }
}

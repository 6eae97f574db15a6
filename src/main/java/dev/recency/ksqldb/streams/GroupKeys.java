package dev.recency.ksqldb.streams;

import dev.recency.format.RowEncoder;
import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import org.jspecify.annotations.Nullable;

/** The bytes by which rows are grouped: the record key of the sink without its window. */
final class GroupKeys {
  private final RowEncoder encoder;

  GroupKeys(Query.Grouped query) {
    encoder = RowEncoder.groupKeys(query.sink());
  }

  /** The bytes of these GROUP BY values, or null if one of them is NULL: the row is in no group. */
  byte @Nullable [] of(Row values) {
    for (int slot = 0; slot < values.size(); slot++) {
      if (values.isNull(slot)) {
        return null;
      }
    }
    return encoder.encode(values);
  }
}

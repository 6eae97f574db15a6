package dev.recency.ksqldb.streams;

import dev.recency.aggregate.Aggregate;
import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.util.List;
import org.apache.kafka.streams.kstream.Window;
import org.jspecify.annotations.Nullable;

/** The rows of a grouped query: GROUP BY values, aggregates and, of windows, the bounds. */
final class ResultRows {
  private final List<SqlType> types;
  private final List<Aggregate<Object>> aggregates;

  ResultRows(Query.Grouped query, List<Aggregate<Object>> aggregates) {
    this.types = query.layout().types();
    this.aggregates = aggregates;
  }

  /**
   * The row of these totals.
   *
   * @param window null: the query has none
   */
  Row of(Totals totals, @Nullable Window window) {
    Row.Builder row = new Row.Builder(types.size());
    Row key = totals.key();
    int slot = 0;
    for (; slot < key.size(); slot++) {
      row.set(slot, types.get(slot), key.get(slot, types.get(slot)));
    }
    totals.write(row, slot, aggregates);
    if (window != null) {
      int start = slot + aggregates.size();
      row.setLong(start, window.start()).setLong(start + 1, window.end());
    }
    return row.build();
  }
}

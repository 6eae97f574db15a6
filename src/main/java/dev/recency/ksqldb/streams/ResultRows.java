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
  private final int keys;
  private final List<Aggregate<Object>> aggregates;

  ResultRows(Query.Grouped query, List<Aggregate<Object>> aggregates) {
    this.types = query.layout().types();
    this.keys = query.groupBy().size();
    this.aggregates = aggregates;
  }

  /**
   * The row of these totals; those of no event have NULLs for GROUP BY values.
   *
   * @param window null: the query has none
   */
  Row of(Totals totals, @Nullable Window window) {
    Row.Builder row = new Row.Builder(types.size());
    if (totals.hasEvent()) {
      for (int slot = 0; slot < keys; slot++) {
        row.set(slot, types.get(slot), totals.key().get(slot, types.get(slot)));
      }
    }
    totals.write(row, keys, aggregates);
    if (window != null) {
      int start = keys + aggregates.size();
      row.setLong(start, window.start()).setLong(start + 1, window.end());
    }
    return row.build();
  }
}

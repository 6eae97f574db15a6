package dev.recency.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recency.plan.Column;
import dev.recency.plan.RowLayout;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.Row;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of the stream {@code events}.
 *
 * @param partition source partition
 * @param values by column name, as {@code SqlType} represents them; absent: NULL
 * @param timeMillis event time, column T
 * @param arrivalMillis the Kafka record timestamp
 */
public record SlidingEvent(
    int partition, Map<String, Object> values, long timeMillis, long arrivalMillis) {
  public SlidingEvent {
    values = Map.copyOf(values);
  }

  /** The row in a layout of the stream. */
  public Row row(RowLayout layout) {
    Row.Builder row = new Row.Builder(layout.columns().size());
    for (int slot = 0; slot < layout.columns().size(); slot++) {
      Column column = layout.columns().get(slot);
      row.set(slot, column.type(), value(column.name()));
    }
    return row.build();
  }

  /** The decoded record as hosts see it. */
  public Event event(RowLayout layout, long offset) {
    return new Event(row(layout), false, timeMillis, arrivalMillis, partition, offset);
  }

  private @Nullable Object value(String column) {
    return switch (column) {
      case "T", "ROWTIME" -> timeMillis;
      case "ROWPARTITION" -> partition;
      default -> values.get(column);
    };
  }

  /** The value of the record as JSON. */
  ObjectNode json() {
    ObjectNode node = CaseFile.JSON.createObjectNode();
    values.forEach(
        (name, value) -> {
          if (value instanceof Integer number) {
            node.put(name, number);
          } else if (value instanceof Long number) {
            node.put(name, number);
          } else if (value instanceof BigDecimal number) {
            node.put(name, number);
          } else if (value instanceof Double number && Double.isFinite(number)) {
            node.put(name, number);
          } else {
            node.put(name, String.valueOf(value));
          }
        });
    return node.put("T", timeMillis);
  }

  /** The same event, sent again. */
  SlidingEvent arrivingAt(long newArrivalMillis) {
    return new SlidingEvent(partition, values, timeMillis, newArrivalMillis);
  }
}

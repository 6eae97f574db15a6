package dev.recency.accuracy.event;

import dev.recency.format.JsonObjectText;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of an entity: its GROUP BY values as text, the same whether they come from an event or
 * from the key of a command, and whatever format that key is written in.
 */
public final class EntityText {
  private EntityText() {}

  /** One value as it is; several as a JSON object's values, each behind its place. */
  public static String of(Row row, List<SqlType> types, int[] slots) {
    if (slots.length == 1) {
      return text(row.get(slots[0], types.get(slots[0])));
    }
    JsonObjectText json = new JsonObjectText();
    for (int place = 0; place < slots.length; place++) {
      json.text(Integer.toString(place + 1), text(row.get(slots[place], types.get(slots[place]))));
    }
    return json.string();
  }

  private static String text(@Nullable Object value) {
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
  }
}

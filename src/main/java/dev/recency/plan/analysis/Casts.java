package dev.recency.plan.analysis;

import static dev.recency.plan.type.SqlType.Simple.BOOLEAN;
import static dev.recency.plan.type.SqlType.Simple.BYTES;
import static dev.recency.plan.type.SqlType.Simple.DATE;
import static dev.recency.plan.type.SqlType.Simple.STRING;
import static dev.recency.plan.type.SqlType.Simple.TIME;
import static dev.recency.plan.type.SqlType.Simple.TIMESTAMP;

import dev.recency.plan.type.SqlType;

/** Which types CAST converts; whether a value converts shows at run time. */
final class Casts {
  private Casts() {}

  /** Whether CAST knows a way from one type to the other. */
  static boolean allowed(SqlType from, SqlType to) {
    if (from.equals(to)) {
      return true;
    }
    if (to == STRING) {
      return from != BYTES;
    }
    if (from == STRING) {
      return to.numeric() || to == BOOLEAN || to == BYTES || to.temporal();
    }
    if (from.numeric() && to.numeric()) {
      return true;
    }
    if (from.temporal()) {
      return (from == TIMESTAMP && (to == DATE || to == TIME)) || (from == DATE && to == TIMESTAMP);
    }
    if (from instanceof SqlType.Array array && to instanceof SqlType.Array target) {
      return allowed(array.element(), target.element());
    }
    if (from instanceof SqlType.MapOf map && to instanceof SqlType.MapOf target) {
      return allowed(map.key(), target.key()) && allowed(map.value(), target.value());
    }
    return from instanceof SqlType.Struct struct
        && to instanceof SqlType.Struct target
        && struct.fields().stream().allMatch(field -> fieldAllowed(field, target));
  }

  /** Fields go by name; one that the target lacks is dropped, one that it adds is NULL. */
  private static boolean fieldAllowed(SqlType.Field field, SqlType.Struct target) {
    int index = target.indexOf(field.name());
    return index < 0 || allowed(field.type(), target.fields().get(index).type());
  }
}

package dev.recency.format.part;

import dev.recency.plan.row.Row;
import org.jspecify.annotations.Nullable;

/** Writes the columns of one part, key or value, as bytes. Not thread-safe. */
@FunctionalInterface
public interface PartEncoder {
  /** The bytes; null is a record without this part. */
  byte @Nullable [] encode(Row row);

  /** Writes nothing. */
  PartEncoder NONE = row -> null;
}

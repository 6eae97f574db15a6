package dev.recency.aggregate;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of the aggregates in one event: a view that may be used for the next event as soon
 * as a call has returned. Values are represented as in {@code dev.recency.plan.type.SqlType}.
 */
public interface Arguments {
  /**
   * Where the event stands among the others, for the aggregates that have an order: its event time
   * in milliseconds in a sliding window, the number of its arrival elsewhere.
   */
  long position();

  /** Whether the slot holds SQL NULL. */
  boolean isNull(int slot);

  /** INTEGER, BIGINT, BOOLEAN, TIMESTAMP, DATE or TIME of the slot; 0 if null. */
  long getLong(int slot);

  /** DOUBLE of the slot; 0 if null. */
  double getDouble(int slot);

  /** Value of a slot of a type that is not primitive, or null. */
  @Nullable Object getReference(int slot);
}

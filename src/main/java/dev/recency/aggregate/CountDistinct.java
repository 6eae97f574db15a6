package dev.recency.aggregate;

import org.jspecify.annotations.Nullable;

/** COUNT_DISTINCT: how many different values, exactly. */
public abstract class CountDistinct implements InvertibleAggregate<Object> {
  /** The bytes of the argument by which values are told apart; null for SQL NULL. */
  public abstract byte @Nullable [] encoded(Arguments event);
}

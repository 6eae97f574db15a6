package dev.recency.aggregate;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate function as a monoid: {@code lower(combine(lift(e1), combine(lift(e2), …)))}. {@code
 * combine} is associative and {@link #empty} is neutral in it, so any split of the events into runs
 * gives the same value. The names are those of Tangwongsan et al., "General Incremental
 * Sliding-Window Aggregation", VLDB 2015.
 *
 * @param <A> the accumulator; immutable
 */
public interface Aggregate<A> {
  /** The type of the value. */
  SqlType type();

  /** The accumulator of no event. */
  A empty();

  /** The accumulator of one event. */
  A lift(Row arguments);

  /** The accumulator of all events of {@code older}, then all of {@code newer}. */
  A combine(A older, A newer);

  /** The value; null is SQL NULL. */
  @Nullable Object lower(A accumulator);

  /** Version of what {@link #write} writes: 1 to 127, raised when the layout changes. */
  byte formatVersion();

  /** Number of bytes that {@link #write} writes for it. */
  int sizeBytes(A accumulator);

  /** Writes the accumulator at the buffer's position. */
  void write(A accumulator, ByteBuffer target);

  /** Reads an accumulator of this {@link #formatVersion} up to the buffer's limit. */
  A read(ByteBuffer source);
}

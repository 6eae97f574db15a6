package dev.recency.aggregate;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate function as a commutative monoid: {@code lower(combine(lift(e1), combine(lift(e2),
 * …)))}, where the accumulator of no event is neutral. What depends on an order keeps {@link
 * Arguments#position} in its accumulator, so any split of the events into runs, combined in any
 * sequence, gives the same value. The names are those of Tangwongsan et al., "General Incremental
 * Sliding-Window Aggregation", VLDB 2015; accumulators are changed in place, so that an event costs
 * no garbage.
 *
 * @param <A> the accumulator; mutable
 */
public interface Aggregate<A> {
  /** The type of the value. */
  SqlType type();

  /** A new accumulator of no event. */
  A create();

  /** Makes it the accumulator of no event again. */
  void clear(A accumulator);

  /** {@code into = combine(into, lift(event))}. */
  void add(A into, Arguments event);

  /** {@code into = combine(into, other)}; {@code other} stays as it is and shares nothing. */
  void combine(A into, A other);

  /** The value; null is SQL NULL. */
  @Nullable Object lower(A accumulator);

  /** Puts the value into a slot of a row: {@link #lower(Object)} without a box where it matters. */
  default void lower(A accumulator, Row.Builder row, int slot) {
    row.set(slot, type(), lower(accumulator));
  }

  /** Whether the value is NULL because the true one does not fit its type. */
  default boolean overflows(A accumulator) {
    return false;
  }

  /** Version of what {@link #write} writes: 1 to 127, raised when the layout changes. */
  byte formatVersion();

  /** Number of bytes that {@link #write} writes for it. */
  int sizeBytes(A accumulator);

  /** Writes the accumulator at the buffer's position. */
  void write(A accumulator, ByteBuffer target);

  /** Reads an accumulator of this {@link #formatVersion} up to the buffer's limit. */
  A read(ByteBuffer source);
}

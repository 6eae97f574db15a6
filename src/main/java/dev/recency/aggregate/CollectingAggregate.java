package dev.recency.aggregate;

/**
 * An aggregate whose accumulator is as large as its result. A sliding window keeps no partial
 * results of it but reads the events of the window, oldest first, whenever it emits.
 *
 * @param <A> the accumulator
 */
public interface CollectingAggregate<A> extends Aggregate<A> {
  /** Whether no event of a later position can change the value any more. */
  boolean full(A accumulator);
}

package dev.recency.aggregate;

/**
 * An aggregate that can take back a row: what an aggregate over a table needs, whose rows are
 * replaced and deleted. For sums of DOUBLE this is a subtraction, so the rounding of what was there
 * may stay behind; {@link InvertibleAggregate} is the exact kind.
 *
 * @param <A> the accumulator
 */
public interface UndoableAggregate<A> extends Aggregate<A> {
  /**
   * Takes out an event that was added. Of several equal ones any may be meant, so {@link
   * Arguments#position} does not count; one that is not there changes nothing.
   */
  void remove(A from, Arguments event);
}

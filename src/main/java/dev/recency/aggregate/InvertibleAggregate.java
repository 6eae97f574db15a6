package dev.recency.aggregate;

/**
 * An aggregate whose combine can be undone exactly, so that a window can drop its oldest event in
 * O(1) whatever it holds.
 *
 * @param <A> the accumulator
 */
public interface InvertibleAggregate<A> extends UndoableAggregate<A> {
  /** Takes out an event that was added. Afterwards nothing of it is left, NaN included. */
  @Override
  void remove(A from, Arguments event);
}

package dev.recency.aggregate;

/**
 * An aggregate whose combine can be undone, so that a window can drop its oldest events in O(1).
 *
 * @param <A> the accumulator
 */
public interface InvertibleAggregate<A> extends Aggregate<A> {
  /** What is left of {@code whole}, which begins with the events of {@code oldest}, without them. */
  A remove(A whole, A oldest);
}

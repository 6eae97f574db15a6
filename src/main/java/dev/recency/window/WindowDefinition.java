package dev.recency.window;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.CollectingAggregate;
import dev.recency.aggregate.InvertibleAggregate;
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.util.List;
import java.util.function.Predicate;

/**
 * One statement of a log, compiled.
 *
 * @param index its place among the statements of the log
 * @param id stable number of its definition
 * @param layoutTypes types of the rows: GROUP BY values, aggregates, WINDOWSTART, WINDOWEND
 * @param keys number of GROUP BY values
 * @param aggregates in the order of the layout, over the log's columns
 * @param partials per aggregate its index among the log's partials, or −1
 * @param having always true if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record WindowDefinition(
    int index,
    int id,
    SlidingWindow window,
    List<SqlType> layoutTypes,
    int keys,
    Aggregate<Object>[] aggregates,
    int[] partials,
    Predicate<Row> having) {

  /** How the value of an aggregate over a window is had. */
  enum Kind {
    /** Add and remove. */
    RUNNING,
    /** From partial results, by a fold. */
    FOLDED,
    /** By reading the events of the window. */
    COLLECTED
  }

  static Kind kind(Aggregate<?> aggregate) {
    if (aggregate instanceof InvertibleAggregate<?>) {
      return Kind.RUNNING;
    }
    return aggregate instanceof CollectingAggregate<?> ? Kind.COLLECTED : Kind.FOLDED;
  }

  long sizeMillis() {
    return window.sizeMillis();
  }

  /** The instant at which an event of this time leaves, rounded up to ADVANCE BY. */
  long leavesAt(long eventTimeMillis) {
    return eventTimeMillis == Instants.NEVER
        ? Instants.NEVER
        : Instants.roundUp(
            Instants.plus(eventTimeMillis, window.sizeMillis()), window.advanceMillis());
  }

  /** The instant at which an event of this time is first seen under EMIT FINAL. */
  long seenAt(long eventTimeMillis) {
    return Instants.roundUp(eventTimeMillis, window.advanceMillis());
  }
}

package dev.recency.window;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.CollectingAggregate;
import dev.recency.aggregate.CountDistinct;
import dev.recency.aggregate.InvertibleAggregate;
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.util.List;
import java.util.function.Predicate;

/** One statement of a log, compiled. */
final class WindowDefinition {
  /** How the value of an aggregate over a window is had. */
  enum Kind {
    /** Add and remove. */
    RUNNING,
    /** Count each value. */
    DISTINCT,
    /** From partial results, by a fold. */
    FOLDED,
    /** By reading the events of the window. */
    COLLECTED;

    static Kind of(Aggregate<?> aggregate) {
      if (aggregate instanceof CountDistinct) {
        return DISTINCT;
      }
      if (aggregate instanceof InvertibleAggregate<?>) {
        return RUNNING;
      }
      return aggregate instanceof CollectingAggregate<?> ? COLLECTED : FOLDED;
    }
  }

  /** Its place among the statements of the log. */
  final int index;

  /** Stable number of its definition. */
  final int id;

  final SlidingWindow window;

  /** Slots of the rows: GROUP BY values, aggregates, WINDOWSTART, WINDOWEND. */
  final int slots;

  /** Per GROUP BY value whether a row holds it as a primitive. */
  final boolean[] primitiveKeys;

  /** In the order of the layout, over the log's columns. */
  final Aggregate<Object>[] aggregates;

  final Kind[] kinds;

  /** Per aggregate its place among those of its kind. */
  final int[] places;

  final InvertibleAggregate<Object>[] running;
  final CountDistinct[] distinct;

  /** The log's partials that it asks for. */
  final int[] partials;

  final Predicate<Row> having;

  /** Whether there is a HAVING at all. */
  final boolean hasHaving;

  /**
   * @param layoutTypes GROUP BY values, aggregates, WINDOWSTART, WINDOWEND
   * @param partials per folded aggregate its index among the log's partials
   * @param having always true if there is none
   */
  WindowDefinition(
      int index,
      int id,
      SlidingWindow window,
      List<SqlType> layoutTypes,
      Aggregate<Object>[] aggregates,
      int[] partials,
      Predicate<Row> having,
      boolean hasHaving) {
    this.index = index;
    this.id = id;
    this.window = window;
    this.slots = layoutTypes.size();
    this.primitiveKeys = new boolean[slots - aggregates.length - 2];
    for (int slot = 0; slot < primitiveKeys.length; slot++) {
      primitiveKeys[slot] = layoutTypes.get(slot).primitive();
    }
    this.aggregates = aggregates;
    this.partials = partials;
    this.having = having;
    this.hasHaving = hasHaving;
    kinds = new Kind[aggregates.length];
    places = new int[aggregates.length];
    int[] found = new int[Kind.values().length];
    for (int i = 0; i < aggregates.length; i++) {
      kinds[i] = Kind.of(aggregates[i]);
      places[i] = found[kinds[i].ordinal()]++;
    }
    running = running(found[Kind.RUNNING.ordinal()]);
    distinct = new CountDistinct[found[Kind.DISTINCT.ordinal()]];
    for (int i = 0; i < aggregates.length; i++) {
      if (kinds[i] == Kind.DISTINCT) {
        distinct[places[i]] = countDistinct(aggregates[i]);
      }
    }
  }

  private InvertibleAggregate<Object>[] running(int count) {
    InvertibleAggregate<Object>[] found = array(count);
    for (int i = 0; i < aggregates.length; i++) {
      if (kinds[i] == Kind.RUNNING) {
        found[places[i]] = (InvertibleAggregate<Object>) aggregates[i];
      }
    }
    return found;
  }

  private static CountDistinct countDistinct(Aggregate<?> aggregate) {
    return (CountDistinct) aggregate;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // no generic arrays in Java
  private static InvertibleAggregate<Object>[] array(int length) {
    return new InvertibleAggregate[length];
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

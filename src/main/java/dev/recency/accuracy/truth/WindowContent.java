package dev.recency.accuracy.truth;

import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.event.EventTable;
import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.Aggregates;
import dev.recency.aggregate.Arguments;
import dev.recency.aggregate.CollectingAggregate;
import dev.recency.aggregate.InvertibleAggregate;
import dev.recency.expression.ErrorListener;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.plan.AggregateCall;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.util.BitSet;
import java.util.List;

/**
 * Some events of one entity and the features over them. Events come in and go out in any order.
 * COUNT, SUM, AVG, STDDEV_SAMP and COUNT_DISTINCT cost O(1) per event; the others are computed from
 * the events inside whenever they are asked for. Where HAVING is false, and over nothing, the value
 * is that of the empty window. Not thread-safe.
 */
public final class WindowContent {
  private static final ErrorListener SILENT = (statement, kind, message) -> {};

  private final EventTable events;
  private final EventTable.Cursor cursor;
  private final StatementFeatures features;
  private final Aggregate<Object>[] aggregates;
  private final Object[] accumulators;
  private final boolean[] running;
  private final Projection projection;
  private final Filter having;
  private final List<SqlType> layout;
  private final int firstAggregate;
  private final BitSet members = new BitSet();
  private final FeatureRow empty;
  private int base;

  /** Nothing, for the features of one statement of a log. */
  public WindowContent(SharedLog log, StatementFeatures features, EventTable events) {
    this.events = events;
    this.features = features;
    cursor = events.cursor();
    Query.Sliding statement = features.statement();
    firstAggregate = statement.groupBy().size();
    layout = statement.layout().types();
    aggregates = compiled(log, statement);
    accumulators = new Object[aggregates.length];
    running = new boolean[aggregates.length];
    for (int i = 0; i < aggregates.length; i++) {
      accumulators[i] = aggregates[i].create();
      running[i] = aggregates[i] instanceof InvertibleAggregate<?>;
    }
    projection =
        Projection.compile(
            statement.id(), features.features().stream().map(Feature::expression).toList(), SILENT);
    having = Filter.compile(statement.id(), statement.having(), SILENT);
    empty = new FeatureRow(features.features().size());
    project(row(), empty);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // no generic arrays in Java
  private static Aggregate<Object>[] compiled(SharedLog log, Query.Sliding statement) {
    Aggregate<Object>[] compiled = new Aggregate[statement.aggregates().size()];
    for (int i = 0; i < compiled.length; i++) {
      AggregateCall call = statement.aggregates().get(i);
      int[] slots = call.arguments().stream().mapToInt(log.columns()::indexOf).toArray();
      compiled[i] = (Aggregate<Object>) Aggregates.of(call, slots, Aggregates.Meaning.SLIDING);
    }
    return compiled;
  }

  /** The features over nothing. */
  public FeatureRow empty() {
    return empty;
  }

  /** Becomes empty, for events of an entity. */
  public void clear(int entity) {
    base = events.start(entity);
    members.clear();
    for (int i = 0; i < aggregates.length; i++) {
      aggregates[i].clear(accumulators[i]);
    }
  }

  /** Whether the event at a place is inside. */
  public boolean contains(int place) {
    return members.get(place - base);
  }

  /** Whether no event is inside. */
  public boolean isEmpty() {
    return members.isEmpty();
  }

  /** The place of the oldest event inside, or −1. */
  public int first() {
    int first = members.nextSetBit(0);
    return first < 0 ? -1 : base + first;
  }

  /** The place of the newest event inside, or −1. */
  public int last() {
    int last = members.length() - 1;
    return last < 0 ? -1 : base + last;
  }

  /** Takes in the event at a place that is not inside. */
  public void add(int place) {
    members.set(place - base);
    Arguments arguments = cursor.at(place);
    for (int i = 0; i < aggregates.length; i++) {
      if (running[i]) {
        aggregates[i].add(accumulators[i], arguments);
      }
    }
  }

  /** Lets the event at a place go that is inside. */
  public void remove(int place) {
    members.clear(place - base);
    Arguments arguments = cursor.at(place);
    for (int i = 0; i < aggregates.length; i++) {
      if (running[i]) {
        ((InvertibleAggregate<Object>) aggregates[i]).remove(accumulators[i], arguments);
      }
    }
  }

  /** Fills the row with the features over the events inside. */
  public void evaluate(FeatureRow into) {
    if (members.isEmpty()) {
      into.set(empty);
      return;
    }
    for (int i = 0; i < aggregates.length; i++) {
      if (!running[i]) {
        fold(i);
      }
    }
    Row row = row();
    if (having.accepts(row)) {
      project(row, into);
    } else {
      into.set(empty);
    }
  }

  private void fold(int aggregate) {
    Aggregate<Object> function = aggregates[aggregate];
    Object accumulator = accumulators[aggregate];
    function.clear(accumulator);
    for (int each = members.nextSetBit(0); each >= 0; each = members.nextSetBit(each + 1)) {
      function.add(accumulator, cursor.at(base + each));
      if (function instanceof CollectingAggregate<Object> collecting
          && collecting.full(accumulator)) {
        return;
      }
    }
  }

  private Row row() {
    Row.Builder row = new Row.Builder(layout.size());
    for (int i = 0; i < aggregates.length; i++) {
      aggregates[i].lower(accumulators[i], row, firstAggregate + i);
    }
    return row.build();
  }

  private void project(Row row, FeatureRow into) {
    Row projected = projection.apply(row);
    for (Feature feature : features.features()) {
      Object value = projected.get(feature.index(), feature.expression().type());
      into.set(feature.index(), feature.number().bits(value));
    }
  }
}

package dev.recency.window.time;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.Aggregates;
import dev.recency.aggregate.Arguments;
import dev.recency.aggregate.RowArguments;
import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.Outcome;
import dev.recency.operator.StateFormatException;
import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import java.util.List;
import java.util.function.Predicate;

/** The aggregates of one windowed query, their rows and their bytes. */
public final class Aggregation {
  private final String id;
  private final int size;
  private final int keys;
  private final Aggregate<Object>[] aggregates;
  private final Predicate<Row> having;
  private final boolean hasHaving;

  /** Where {@link #both} adds up: a window that is said needs no totals of its own. */
  private final Totals scratch;

  private Aggregation(Query.Windowed query, Predicate<Row> having, List<Aggregate<?>> aggregates) {
    id = query.id();
    size = query.layout().types().size();
    keys = query.groupBy().size();
    this.aggregates = erased(aggregates);
    this.having = having;
    hasHaving = query.having().isPresent();
    scratch = nothing();
  }

  /**
   * The aggregates of this query, with the meaning of the dialect.
   *
   * @param having HAVING over {@code query.layout()}; always true if there is none
   */
  public static Aggregation of(Query.Windowed query, Predicate<Row> having) {
    return of(query, having, Aggregates.of(query.aggregates(), Aggregates.Meaning.DIALECT));
  }

  /** The same with aggregates that were made elsewhere. */
  public static Aggregation of(
      Query.Windowed query, Predicate<Row> having, List<Aggregate<?>> aggregates) {
    return new Aggregation(query, having, aggregates);
  }

  /** Totals over no event. */
  public Totals nothing() {
    Object[] accumulators = new Object[aggregates.length];
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i] = aggregates[i].create();
    }
    return new Totals(accumulators);
  }

  /**
   * Takes in an event.
   *
   * @param position the number of its arrival within the key
   */
  public void add(Totals into, KeyedRecord record, long position) {
    Arguments arguments = new RowArguments(record.arguments(), position);
    for (int i = 0; i < aggregates.length; i++) {
      aggregates[i].add(into.accumulators[i], arguments);
    }
    into.newestMillis = Math.max(into.newestMillis, record.eventTimeMillis());
  }

  /** Takes in all events of others, which stay as they are. */
  public void combine(Totals into, Totals other) {
    for (int i = 0; i < aggregates.length; i++) {
      aggregates[i].combine(into.accumulators[i], other.accumulators[i]);
    }
    into.newestMillis = Math.max(into.newestMillis, other.newestMillis);
  }

  /** The totals over the events of two, to be read before the next call of this. */
  Totals both(Totals older, Totals newer) {
    for (int i = 0; i < aggregates.length; i++) {
      Object into = scratch.accumulators[i];
      aggregates[i].clear(into);
      aggregates[i].combine(into, older.accumulators[i]);
      aggregates[i].combine(into, newer.accumulators[i]);
    }
    scratch.newestMillis = Math.max(older.newestMillis, newer.newestMillis);
    return scratch;
  }

  /** The row of a window, in the layout of the query. */
  public Row row(Row key, Totals totals, long startMillis, long endMillis) {
    int slot = keys;
    Row.Builder row = new Row.Builder(size).setFirst(key, slot);
    for (int i = 0; i < aggregates.length; i++, slot++) {
      aggregates[i].lower(totals.accumulators[i], row, slot);
    }
    return row.setLong(slot, startMillis).setLong(slot + 1, endMillis).build();
  }

  /** Counts the values of a row that are NULL because they do not fit their type. */
  public void countOverflows(Row row, Totals totals, KeyContext context) {
    for (int i = 0; i < aggregates.length; i++) {
      if (row.isNull(keys + i) && aggregates[i].overflows(totals.accumulators[i])) {
        context.count(0, Outcome.SUM_OVERFLOW);
      }
    }
  }

  /** Whether HAVING is true for a row. */
  public boolean passes(Row row) {
    return having.test(row);
  }

  /** Whether there is a HAVING. */
  public boolean hasHaving() {
    return hasHaving;
  }

  /** Writes totals: newest event time, then {@code version length bytes} per aggregate. */
  public void write(Totals totals, ByteSink target) {
    target.writeSigned(totals.newestMillis);
    target.writeVarint(aggregates.length);
    for (int i = 0; i < aggregates.length; i++) {
      target.writeByte(aggregates[i].formatVersion());
      int size = aggregates[i].sizeBytes(totals.accumulators[i]);
      target.writeVarint(size);
      aggregates[i].write(totals.accumulators[i], target.room(size));
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws StateFormatException if another version or statement wrote it
   */
  public Totals read(ByteSource source) {
    long newestMillis = source.readSigned();
    int count = source.readCount();
    if (count != aggregates.length) {
      throw refused("[" + count + "] aggregates, expected [" + aggregates.length + "]");
    }
    Object[] accumulators = new Object[count];
    for (int i = 0; i < count; i++) {
      int version = source.readByte();
      if (version != aggregates[i].formatVersion()) {
        throw refused(
            "aggregate version ["
                + version
                + "], expected ["
                + aggregates[i].formatVersion()
                + "]");
      }
      accumulators[i] = aggregates[i].read(source.slice(source.readCount()));
    }
    Totals totals = new Totals(accumulators);
    totals.newestMillis = newestMillis;
    return totals;
  }

  /** About how many bytes of memory totals take. */
  public int memoryBytes(Totals totals) {
    int bytes = 48;
    for (int i = 0; i < aggregates.length; i++) {
      bytes += 40 + 4 * aggregates[i].sizeBytes(totals.accumulators[i]);
    }
    return bytes;
  }

  /** What to say of state that cannot be read. */
  public StateFormatException refused(String found) {
    return new StateFormatException(
        "state of statement ["
            + id
            + "] has "
            + found
            + ". Restore a savepoint that this release wrote, or start this statement without"
            + " state.");
  }

  /** Accumulators only ever meet the aggregate that made them. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Aggregate<Object>[] erased(List<Aggregate<?>> aggregates) {
    return aggregates.toArray(Aggregate[]::new);
  }
}

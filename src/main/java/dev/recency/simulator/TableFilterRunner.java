package dev.recency.simulator;

import dev.recency.expression.Projection;
import dev.recency.expression.TableReading;
import dev.recency.format.RawRecord;
import dev.recency.operator.TableFilter;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.List;

/** A query with WHERE over a table. */
final class TableFilterRunner implements Runner {
  private final Query.FilteredTable query;
  private final TableReader reader;
  private final KeySpace keys;

  TableFilterRunner(Query.FilteredTable query, RunnerOptions options, Output output) {
    this.query = query;
    reader = new TableReader(query, options, output);
    Projection asRead =
        Projection.compile(query.id(), slots(query), options.errors(), options.surroundings());
    Rows rows = new Rows(query, asRead, options.maxFutureMillis());
    keys =
        new KeySpace(
            options.operators().overTable(query, new TableFilter(query.id())),
            reader.keyType(),
            new EmittedRows(List.of(query), List.of(rows), reader.tally(), output),
            options.forgets());
  }

  /** The rows of the operator are those of the sink already. */
  private static List<TypedExpression> slots(Query.FilteredTable query) {
    List<TypedExpression> slots = new ArrayList<>();
    TableReading.types(query)
        .forEach(type -> slots.add(new TypedExpression.Slot(slots.size(), "COLUMN", type)));
    return slots;
  }

  @Override
  public String uid() {
    return query.id();
  }

  @Override
  public String source() {
    return query.source();
  }

  @Override
  public Tally tally() {
    return reader.tally();
  }

  @Override
  public void take(RawRecord record, Event event, long partitionClockMillis) {
    keys.process(reader.read(record, event));
  }

  @Override
  public boolean onDataClock() {
    return false;
  }

  @Override
  public void advance(long clockMillis, long nowMillis) {
    keys.advance(clockMillis, nowMillis);
  }

  @Override
  public List<KeySpaceSnapshot> snapshot() {
    return List.of(keys.snapshot());
  }

  @Override
  public void restore(List<KeySpaceSnapshot> snapshots) {
    keys.restore(snapshots);
  }
}

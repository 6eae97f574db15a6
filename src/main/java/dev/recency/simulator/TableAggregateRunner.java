package dev.recency.simulator;

import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.format.RawRecord;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.LifetimeAggregate;
import dev.recency.operator.TableRows;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import java.util.List;

/** GROUP BY over a table: its rows by primary key, and behind them the groups. */
final class TableAggregateRunner implements Runner {
  private final Query.TableAggregate query;
  private final TableReader reader;
  private final KeySpace rows;
  private final KeySpace groups;

  TableAggregateRunner(Query.TableAggregate query, RunnerOptions options, Output output) {
    this.query = query;
    reader = new TableReader(query, options, output);
    Filter having =
        Filter.compile(query.id(), query.having(), options.errors(), options.surroundings());
    Projection projection =
        Projection.compile(
            query.id(), query.projection(), options.errors(), options.surroundings());
    Rows commands = new Rows(query, projection, options.maxFutureMillis());
    groups =
        new KeySpace(
            LifetimeAggregate.of(query, having::accepts),
            KeyedRunner.keyType(query),
            new EmittedRows(List.of(query), List.of(commands), reader.tally(), output),
            options.forgets());
    TableRows operator = TableRows.of(query);
    rows =
        new KeySpace(
            options.operators().overTable(query, operator),
            reader.keyType(),
            (statement, row, kind, asOfMillis, arrivalMillis) ->
                groups.process(
                    new KeyedRecord(
                        operator.group(row), operator.change(row), asOfMillis, arrivalMillis)),
            options.forgets());
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
    rows.process(reader.read(record, event));
  }

  @Override
  public boolean onDataClock() {
    return false;
  }

  @Override
  public void advance(long clockMillis, long nowMillis) {
    rows.advance(clockMillis, nowMillis);
    groups.advance(clockMillis, nowMillis);
  }

  /** First that of the rows, then that of the groups. */
  @Override
  public List<KeySpaceSnapshot> snapshot() {
    return List.of(rows.snapshot(), groups.snapshot());
  }

  @Override
  public void restore(List<KeySpaceSnapshot> snapshots) {
    if (!snapshots.isEmpty()) {
      rows.restore(snapshots.subList(0, 1));
      groups.restore(snapshots.subList(1, 2));
    }
  }
}

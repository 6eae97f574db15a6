package dev.recency.simulator;

import dev.recency.command.CommandRecord;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.format.RawRecord;
import dev.recency.operator.Outcome;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A query without GROUP BY. */
final class TransformRunner implements Runner {
  private final Query.Transform query;
  private final Filter filter;
  private final Rows rows;
  private final Tally tally;
  private final Output output;

  TransformRunner(Query.Transform query, RunnerOptions options, Output output) {
    this.query = query;
    this.output = output;
    filter = Filter.compile(query.id(), query.where(), options.errors(), options.surroundings());
    Projection projection =
        Projection.compile(
            query.id(), query.projection(), options.errors(), options.surroundings());
    rows = new Rows(query, projection, options.maxFutureMillis());
    tally = new Tally(List.of(query.id()));
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
    return tally;
  }

  @Override
  public void take(RawRecord record, Event event, long partitionClockMillis) {
    boolean passes = event.tombstone() ? query.where().isEmpty() : filter.accepts(event.row());
    if (!passes) {
      tally.filtered();
      return;
    }
    boolean rejected = false;
    for (@Nullable CommandRecord command : rows.commands(event)) {
      Rows.Refusal refusal = rows.refusal(command, event.arrivalMillis());
      if (refusal == null) {
        tally.command(0);
        output.command(Objects.requireNonNull(command));
      } else if (!rejected) {
        rejected = true;
        tally.rejected(refusal.reason());
        output.deadLetter(
            record, refusal.reason(), refusal.message() + " in statement [" + query.id() + "]");
      }
    }
    if (!rejected) {
      tally.count(0, Outcome.ACCEPTED);
    }
  }

  @Override
  public boolean onDataClock() {
    return false;
  }

  @Override
  public void advance(long clockMillis, long nowMillis) {}

  @Override
  public List<KeySpaceSnapshot> snapshot() {
    return List.of();
  }

  @Override
  public void restore(List<KeySpaceSnapshot> snapshots) {}
}

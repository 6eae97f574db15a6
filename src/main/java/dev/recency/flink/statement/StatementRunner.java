package dev.recency.flink.statement;

import dev.recency.command.CommandEncoder;
import dev.recency.command.CommandRecord;
import dev.recency.expression.ErrorListener;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.format.Decoded;
import dev.recency.format.RawRecord;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.row.RowKind;
import org.jspecify.annotations.Nullable;

/** One compiled transform: an event in, at most one command out. Not thread-safe. */
final class StatementRunner {
  private final Query.Transform query;
  private final Filter filter;
  private final Projection projection;
  private final CommandEncoder encoder;
  private final StatementMetrics metrics;
  private final CommandLimits limits;

  StatementRunner(
      Query.Transform query, ErrorListener errors, StatementMetrics metrics, CommandLimits limits) {
    this.query = query;
    this.limits = limits;
    this.metrics = metrics;
    filter = Filter.compile(query.id(), query.where(), errors, TaskSurroundings.create());
    projection =
        Projection.compile(query.id(), query.projection(), errors, TaskSurroundings.create());
    encoder = CommandEncoder.of(query);
  }

  /** The command of a record, or null if it has none; rejections of this statement are told. */
  @Nullable CommandRecord run(RawRecord raw, Decoded decoded, StatementOutput output) {
    metrics.countRead(raw.partition());
    if (decoded instanceof Decoded.Rejected rejected) {
      metrics.countRejected(raw.partition(), rejected.reason());
      return null;
    }
    Event event = ((Decoded.Accepted) decoded).event();
    boolean passes = event.tombstone() ? query.where().isEmpty() : filter.accepts(event.row());
    if (!passes) {
      metrics.countFiltered(raw.partition());
      return null;
    }
    CommandRecord command =
        encoder.encode(
            projection.apply(event.row()),
            RowKind.INSERT,
            event.tombstone(),
            event.eventTimeMillis(),
            event.arrivalMillis());
    CommandLimits.Refusal refusal =
        limits.refusal(command, query.sink().timestamp().isPresent(), event.arrivalMillis());
    if (refusal != null) {
      reject(raw, refusal.reason(), refusal.message(), output);
      return null;
    }
    metrics.countAccepted(raw.partition());
    metrics.countCommand();
    return command;
  }

  private void reject(RawRecord raw, RejectReason reason, String message, StatementOutput output) {
    metrics.countRejected(raw.partition(), reason);
    output.deadLetter(raw, reason, message + " in statement [" + query.id() + "]");
  }
}

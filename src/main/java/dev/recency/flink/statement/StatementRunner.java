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
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One compiled transform: an event in; at most one command out, or as many as its table functions
 * give. If one of several commands is refused the event counts as rejected, once; the others are
 * written. Not thread-safe.
 */
final class StatementRunner {
  private final Query.Transform query;
  private final Filter filter;
  private final Projection projection;
  private final CommandEncoder encoder;
  private final StatementMetrics metrics;
  private final CommandMetrics written;
  private final CommandLimits limits;

  StatementRunner(
      Query.Transform query,
      ErrorListener errors,
      StatementMetrics metrics,
      CommandMetrics written,
      CommandLimits limits) {
    this.query = query;
    this.limits = limits;
    this.metrics = metrics;
    this.written = written;
    filter = Filter.compile(query.id(), query.where(), errors, TaskSurroundings.create());
    projection =
        Projection.compile(query.id(), query.projection(), errors, TaskSurroundings.create());
    encoder = CommandEncoder.of(query);
  }

  /** The commands of a record, in order; rejections of this statement are told. */
  List<CommandRecord> run(RawRecord raw, Decoded decoded, StatementOutput output) {
    metrics.countRead(raw.partition());
    if (decoded instanceof Decoded.Rejected rejected) {
      metrics.countRejected(raw.partition(), rejected.reason());
      return List.of();
    }
    Event event = ((Decoded.Accepted) decoded).event();
    boolean passes = event.tombstone() ? query.where().isEmpty() : filter.accepts(event.row());
    if (!passes) {
      metrics.countFiltered(raw.partition());
      return List.of();
    }
    List<CommandRecord> commands = new ArrayList<>();
    boolean rejected = false;
    for (Row row : rows(event)) {
      CommandRecord command = encode(row, event);
      CommandLimits.Refusal refusal =
          limits.refusal(command, query.sink().timestamp().isPresent(), event.arrivalMillis());
      if (refusal == null) {
        commands.add(Objects.requireNonNull(command));
        written.countCommand(event.arrivalMillis());
      } else if (!rejected) {
        rejected = true;
        reject(raw, refusal.reason(), refusal.message(), output);
      }
    }
    if (!rejected) {
      metrics.countAccepted(raw.partition());
    }
    return commands;
  }

  /** A tombstone has no rows where table functions make them. */
  private List<Row> rows(Event event) {
    return event.tombstone() && projection.explodes()
        ? List.of()
        : projection.applyAll(event.row());
  }

  private @Nullable CommandRecord encode(Row row, Event event) {
    return encoder.encode(
        row, RowKind.INSERT, event.tombstone(), event.eventTimeMillis(), event.arrivalMillis());
  }

  private void reject(RawRecord raw, RejectReason reason, String message, StatementOutput output) {
    metrics.countRejected(raw.partition(), reason);
    output.deadLetter(raw, reason, message + " in statement [" + query.id() + "]");
  }
}

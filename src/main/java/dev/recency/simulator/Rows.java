package dev.recency.simulator;

import dev.recency.command.CommandEncoder;
import dev.recency.command.CommandRecord;
import dev.recency.expression.Projection;
import dev.recency.operator.FutureGuard;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rows of one statement become, and which of them cannot be written. */
final class Rows {
  /** Why a command cannot be written, and words for it. */
  record Refusal(RejectReason reason, String message) {}

  private final Projection projection;
  private final CommandEncoder encoder;
  private final FutureGuard guard;

  /**
   * @param maxFutureMillis how far a TIMESTAMP column of the sink may be ahead
   */
  Rows(Query query, Projection projection, long maxFutureMillis) {
    this.projection = projection;
    encoder = CommandEncoder.of(query);
    guard = new FutureGuard(maxFutureMillis, query.sink().timestamp().isPresent(), false);
  }

  /** The command of a row, or null if its TIMESTAMP column has no time. */
  @Nullable CommandRecord command(
      Row row, RowKind kind, boolean tombstone, long timestampMillis, long arrivalMillis) {
    return encoder.encode(projection.apply(row), kind, tombstone, timestampMillis, arrivalMillis);
  }

  /**
   * The commands of an event, in order; null for one whose TIMESTAMP column has no time. A tombstone
   * has none where table functions make the rows.
   */
  List<@Nullable CommandRecord> commands(Event event) {
    if (event.tombstone() && projection.explodes()) {
      return List.of();
    }
    List<@Nullable CommandRecord> commands = new ArrayList<>();
    for (Row row : projection.applyAll(event.row())) {
      commands.add(
          encoder.encode(
              row,
              RowKind.INSERT,
              event.tombstone(),
              event.eventTimeMillis(),
              event.arrivalMillis()));
    }
    return commands;
  }

  /**
   * Why this command cannot be written, or null if it can.
   *
   * @param witnessMillis when what it comes from happened
   */
  @Nullable Refusal refusal(@Nullable CommandRecord command, long witnessMillis) {
    if (command == null) {
      return new Refusal(RejectReason.INVALID_TIMESTAMP, "the TIMESTAMP column has no value");
    }
    if (guard.rejects(command.timestampMillis(), witnessMillis, witnessMillis)) {
      return new Refusal(
          RejectReason.FUTURE_TIMESTAMP,
          "the TIMESTAMP column lies further ahead than event.max-future");
    }
    return null;
  }
}

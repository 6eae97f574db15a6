package dev.recency.ksqldb;

import dev.recency.command.CommandEncoder;
import dev.recency.command.CommandRecord;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RowKind;
import java.util.List;

/** A query without GROUP BY. */
final class TransformStatement implements Statement {
  private final Query.Transform query;
  private final Filter where;
  private final Projection projection;
  private final CommandEncoder encoder;

  TransformStatement(Query.Transform query) {
    this.query = query;
    where = Expressions.filter(query, query.where());
    projection = Expressions.projection(query, query.projection());
    encoder = CommandEncoder.of(query);
  }

  @Override
  public List<CommandRecord> take(Event event, long nowMillis) {
    boolean passes = event.tombstone() ? query.where().isEmpty() : where.accepts(event.row());
    if (!passes) {
      return List.of();
    }
    CommandRecord command =
        encoder.encode(
            projection.apply(event.row()),
            RowKind.INSERT,
            event.tombstone(),
            event.eventTimeMillis(),
            event.arrivalMillis());
    return command == null ? List.of() : List.of(command);
  }
}

package dev.recency.ksqldb;

import dev.recency.command.CommandEncoder;
import dev.recency.command.CommandRecord;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.util.ArrayList;
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
    List<Row> rows =
        event.tombstone() && projection.explodes() ? List.of() : projection.applyAll(event.row());
    List<CommandRecord> commands = new ArrayList<>();
    for (Row row : rows) {
      CommandRecord command =
          encoder.encode(
              row,
              RowKind.INSERT,
              event.tombstone(),
              event.eventTimeMillis(),
              event.arrivalMillis());
      if (command != null) {
        commands.add(command);
      }
    }
    return commands;
  }
}

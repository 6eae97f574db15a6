package dev.recency.ksqldb;

import dev.recency.aggregate.RowArguments;
import dev.recency.command.CommandEncoder;
import dev.recency.command.CommandRecord;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.format.RowEncoder;
import dev.recency.plan.Query;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.type.SqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A query with GROUP BY: WHERE, key and arguments, the windows, then HAVING and the projection over
 * what the windows emit. Where HAVING was true and is not any more, there is a tombstone, unless
 * rows are final.
 */
final class GroupedStatement implements Statement {
  private record Visible(Group group, Bounds window) {}

  private final Query.Grouped query;
  private final Filter where;
  private final Projection key;
  private final Projection arguments;
  private final Windows windows;
  private final Filter having;
  private final Projection projection;
  private final RowEncoder keys;
  private final CommandEncoder encoder;
  private final boolean isFinal;
  private final Set<Visible> visible = new HashSet<>();
  private long arrivals;

  GroupedStatement(Query.Grouped query, Losses losses, long emitIntervalMillis) {
    this.query = query;
    where = Expressions.filter(query, query.where());
    key = Expressions.projection(query, query.groupBy());
    arguments = Expressions.projection(query, query.arguments());
    windows = Windows.of(query, losses, emitIntervalMillis);
    having = Expressions.filter(query, query.having());
    projection = Expressions.projection(query, query.projection());
    keys = RowEncoder.groupKeys(query.sink());
    encoder = CommandEncoder.of(query);
    isFinal = query instanceof Query.Windowed each && each.window().emit() == Emit.FINAL;
  }

  @Override
  public List<CommandRecord> take(Event event, long nowMillis) {
    if (event.tombstone() || !where.accepts(event.row())) {
      return List.of();
    }
    Row values = key.apply(event.row());
    for (int slot = 0; slot < values.size(); slot++) {
      if (values.isNull(slot)) {
        return List.of();
      }
    }
    RowArguments each = new RowArguments(arguments.apply(event.row()), arrivals++);
    GroupedEvent grouped =
        new GroupedEvent(group(values), each, event.eventTimeMillis(), nowMillis);
    List<CommandRecord> commands = new ArrayList<>();
    for (Change change : windows.take(grouped)) {
      command(change, event.arrivalMillis()).ifPresent(commands::add);
    }
    return commands;
  }

  private Group group(Row values) {
    return new Group(Objects.requireNonNull(keys.encode(values), query.id()), values);
  }

  private Optional<CommandRecord> command(Change change, long arrivalMillis) {
    Row row = layoutRow(change.group().values(), change.window(), change.value());
    boolean shown = change.value().isPresent() && having.accepts(row);
    Visible place = new Visible(change.group(), change.window());
    boolean wasShown = !isFinal && (shown ? !visible.add(place) : visible.remove(place));
    if (!shown && !wasShown) {
      return Optional.empty();
    }
    RowKind kind = shown ? wasShown ? RowKind.UPDATE : RowKind.INSERT : RowKind.DELETE;
    return Optional.ofNullable(
        encoder.encode(
            projection.apply(row), kind, false, change.timestampMillis(), arrivalMillis));
  }

  private Row layoutRow(Row values, Bounds window, Optional<Totals> totals) {
    List<SqlType> types = query.layout().types();
    Row.Builder row = new Row.Builder(types.size());
    int slot = 0;
    for (; slot < values.size(); slot++) {
      row.set(slot, types.get(slot), values.get(slot, types.get(slot)));
    }
    int firstAggregate = slot;
    totals.ifPresent(each -> each.write(row, firstAggregate));
    if (query instanceof Query.Windowed) {
      int start = firstAggregate + query.aggregates().size();
      row.setLong(start, window.startMillis()).setLong(start + 1, window.endMillis());
    }
    return row.build();
  }
}

package dev.recency.simulator;

import dev.recency.command.CommandEncoder;
import dev.recency.command.CommandRecord;
import dev.recency.expression.ErrorListener;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.expression.Surroundings;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.LifetimeAggregate;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One query: events in, commands out. */
final class QueryRunner {
  /** What became of an event. */
  sealed interface Fate {
    /** It counted. */
    record Accepted() implements Fate {}

    /** WHERE was false. */
    record Filtered() implements Fate {}

    /** It goes to the dead letters. */
    record Rejected(RejectReason reason, String message) implements Fate {}
  }

  private static final Fate ACCEPTED = new Fate.Accepted();
  private static final Fate FILTERED = new Fate.Filtered();

  private final Query query;
  private final Filter filter;
  private final Projection projection;
  private final CommandEncoder encoder;
  private final Consumer<CommandRecord> output;
  private final @Nullable Grouping grouping;
  private long commands;

  QueryRunner(
      Query query,
      ErrorListener errors,
      Surroundings surroundings,
      Consumer<CommandRecord> output) {
    this.query = query;
    this.output =
        command -> {
          commands++;
          output.accept(command);
        };
    filter = Filter.compile(query.id(), query.where(), errors, surroundings);
    encoder = CommandEncoder.of(query);
    projection = Projection.compile(query.id(), projection(query), errors, surroundings);
    grouping =
        query instanceof Query.Lifetime lifetime ? grouping(lifetime, errors, surroundings) : null;
  }

  private static List<TypedExpression> projection(Query query) {
    if (query instanceof Query.Lifetime lifetime) {
      return lifetime.projection();
    }
    return ((Query.Transform) query).projection();
  }

  Query query() {
    return query;
  }

  /** Commands written so far. */
  long commands() {
    return commands;
  }

  Fate accept(Event event) {
    if (event.tombstone() && (grouping != null || query.where().isPresent())) {
      return FILTERED;
    }
    if (!event.tombstone() && !filter.accepts(event.row())) {
      return FILTERED;
    }
    if (grouping != null) {
      return grouping.accept(event);
    }
    CommandRecord command =
        encoder.encode(
            projection.apply(event.row()),
            RowKind.INSERT,
            event.tombstone(),
            event.eventTimeMillis(),
            event.arrivalMillis());
    if (command == null) {
      return new Fate.Rejected(
          RejectReason.INVALID_TIMESTAMP, "the TIMESTAMP column of the result has no valid time");
    }
    output.accept(command);
    return ACCEPTED;
  }

  /** Moves the clock of the query's keys. */
  void advance(long clockMillis, long nowMillis) {
    if (grouping != null) {
      grouping.keys.advance(clockMillis, nowMillis);
    }
  }

  /** The state, of queries that have any. */
  List<KeySpaceSnapshot> snapshot() {
    return grouping == null ? List.of() : List.of(grouping.keys.snapshot());
  }

  void restore(List<KeySpaceSnapshot> snapshots) {
    if (grouping != null) {
      grouping.keys.restore(snapshots);
    }
  }

  private Grouping grouping(
      Query.Lifetime lifetime, ErrorListener errors, Surroundings surroundings) {
    Filter having = Filter.compile(lifetime.id(), lifetime.having(), errors, surroundings);
    KeySpace keys =
        new KeySpace(
            LifetimeAggregate.of(lifetime, having::accepts),
            keyType(lifetime),
            (statement, row, kind, asOfMillis, arrivalMillis) -> {
              Row result = projection.apply(row);
              CommandRecord command =
                  encoder.encode(result, kind, false, asOfMillis, arrivalMillis);
              if (command != null) {
                output.accept(command);
              }
            });
    List<TypedExpression> arguments =
        lifetime.aggregates().stream().flatMap(call -> call.arguments().stream()).toList();
    return new Grouping(
        Projection.compile(lifetime.id(), lifetime.groupBy(), errors, surroundings),
        Projection.compile(lifetime.id(), arguments, errors, surroundings),
        keys);
  }

  private static SqlType.Struct keyType(Query.Lifetime lifetime) {
    List<SqlType.Field> fields = new ArrayList<>();
    for (int slot = 0; slot < lifetime.groupBy().size(); slot++) {
      String name = lifetime.layout().columns().get(slot).name();
      fields.add(new SqlType.Field(name, lifetime.groupBy().get(slot).type()));
    }
    return new SqlType.Struct(fields);
  }

  /** The keyed half of a query with GROUP BY. */
  private record Grouping(Projection key, Projection arguments, KeySpace keys) {
    Fate accept(Event event) {
      Row keyRow = key.apply(event.row());
      for (int slot = 0; slot < keyRow.size(); slot++) {
        if (keyRow.isNull(slot)) {
          return new Fate.Rejected(
              RejectReason.NULL_KEY, "GROUP BY value [" + (slot + 1) + "] is NULL");
        }
      }
      keys.process(
          new KeyedRecord(
              keyRow,
              arguments.apply(event.row()),
              event.eventTimeMillis(),
              event.arrivalMillis()));
      return ACCEPTED;
    }
  }
}

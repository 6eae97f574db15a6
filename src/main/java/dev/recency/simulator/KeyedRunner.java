package dev.recency.simulator;

import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.format.RawRecord;
import dev.recency.format.RowEncoder;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.LifetimeAggregate;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.window.TimeWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Statements with GROUP BY that one keyed operator serves. */
final class KeyedRunner implements Runner {
  private static final byte[] NO_KEY = new byte[0];

  private final String uid;
  private final List<? extends Query.Grouped> statements;
  private final Optional<SlidingWindow> window;
  private final @Nullable OwnClocks ownClocks;
  private final Filter filter;
  private final Projection key;
  private final Projection arguments;
  private final KeySpace keys;
  private final Tally tally;
  private final Output output;

  private KeyedRunner(
      String uid,
      List<? extends Query.Grouped> statements,
      List<TypedExpression> columns,
      Optional<SlidingWindow> window,
      @Nullable OwnClocks ownClocks,
      KeyedOperator operator,
      RunnerOptions options,
      Output output) {
    this.ownClocks = ownClocks;
    this.uid = uid;
    this.statements = statements;
    this.window = window;
    this.output = output;
    Query.Grouped first = statements.get(0);
    filter = Filter.compile(first.id(), first.where(), options.errors(), options.surroundings());
    key = projection(first, first.groupBy(), options);
    arguments = projection(first, columns, options);
    List<Rows> rows = new ArrayList<>();
    for (Query.Grouped statement : statements) {
      Projection projection = projection(statement, statement.projection(), options);
      rows.add(new Rows(statement, projection, options.maxFutureMillis()));
    }
    tally = new Tally(statements.stream().map(Query::id).toList());
    EmittedRows emitted = new EmittedRows(statements, rows, tally, output);
    keys = new KeySpace(operator, keyType(first), encoding(first), emitted, options.forgets());
  }

  /** The runner of a query without a window. */
  static KeyedRunner of(Query.Lifetime query, RunnerOptions options, Output output) {
    KeyedOperator operator = LifetimeAggregate.of(query, having(query, options));
    return new KeyedRunner(
        query.id(),
        List.of(query),
        query.arguments(),
        Optional.empty(),
        null,
        operator,
        options,
        output);
  }

  /** The runner of a query with TUMBLING, HOPPING or SESSION. */
  static KeyedRunner of(Query.Windowed query, RunnerOptions options, Output output) {
    return new KeyedRunner(
        query.id(),
        List.of(query),
        query.arguments(),
        Optional.empty(),
        new OwnClocks(query.window()),
        TimeWindows.of(query, having(query, options)),
        options,
        output);
  }

  /** The runner of a log. */
  static KeyedRunner of(SharedLog log, RunnerOptions options, Output output) {
    List<Predicate<Row>> having =
        log.statements().stream().map(each -> having(each, options)).toList();
    return new KeyedRunner(
        log.uid(),
        log.statements(),
        log.columns(),
        Optional.of(log.statements().get(0).window()),
        null,
        options.operators().of(log, having, options.decay()),
        options,
        output);
  }

  private static Predicate<Row> having(Query.Grouped query, RunnerOptions options) {
    Filter having =
        Filter.compile(query.id(), query.having(), options.errors(), options.surroundings());
    return having::accepts;
  }

  private static Projection projection(
      Query query, List<TypedExpression> expressions, RunnerOptions options) {
    return Projection.compile(query.id(), expressions, options.errors(), options.surroundings());
  }

  /** The bytes of the GROUP BY values of this query; keys that are due together come by them. */
  static Function<Row, byte[]> encoding(Query.Grouped query) {
    RowEncoder encoder = RowEncoder.groupKeys(query.sink());
    return row -> Objects.requireNonNullElse(encoder.encode(row), NO_KEY);
  }

  /** The type of the key of this query as one struct. */
  static SqlType.Struct keyType(Query.Grouped query) {
    List<SqlType.Field> fields = new ArrayList<>();
    for (int slot = 0; slot < query.groupBy().size(); slot++) {
      String name = query.layout().columns().get(slot).name();
      fields.add(new SqlType.Field(name, query.groupBy().get(slot).type()));
    }
    return new SqlType.Struct(fields);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public String source() {
    return statements.get(0).source();
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void take(RawRecord record, Event event, long partitionClockMillis) {
    if (event.tombstone() || !filter.accepts(event.row())) {
      tally.filtered();
      return;
    }
    Row keyRow = key.apply(event.row());
    for (int slot = 0; slot < keyRow.size(); slot++) {
      if (keyRow.isNull(slot)) {
        reject(record, RejectReason.NULL_KEY, "GROUP BY value [" + (slot + 1) + "]%s is NULL");
        return;
      }
    }
    OwnClocks own = ownClocks;
    long clock = own == null ? partitionClockMillis : own.accept(event);
    if (own == null ? late(event, clock) : own.late(event, clock)) {
      reject(record, RejectReason.LATE, "the event%s came after GRACE PERIOD had passed");
      return;
    }
    keys.process(
        new KeyedRecord(
            keyRow,
            arguments.apply(event.row()),
            event.eventTimeMillis(),
            event.arrivalMillis(),
            clock));
  }

  /** EMIT FINAL: whether the event's own partition has gone further than GRACE PERIOD allows. */
  private boolean late(Event event, long partitionClockMillis) {
    return window.isPresent() && window.get().late(event.eventTimeMillis(), partitionClockMillis);
  }

  private void reject(RawRecord record, RejectReason reason, String message) {
    tally.rejected(reason);
    String place = " of statement [" + statements.get(0).id() + "]";
    output.deadLetter(record, reason, message.formatted(place));
  }

  @Override
  public boolean onDataClock() {
    return ownClocks != null || window.filter(each -> each.emit() == Emit.FINAL).isPresent();
  }

  @Override
  public void assign(int partition) {
    if (ownClocks != null) {
      ownClocks.assign(partition);
    }
  }

  @Override
  public void end(long nowMillis) {
    if (ownClocks != null) {
      ownClocks.end(nowMillis);
    }
  }

  @Override
  public void advance(long clockMillis, long nowMillis) {
    keys.advance(ownClocks == null ? clockMillis : ownClocks.clock(nowMillis), nowMillis);
  }

  @Override
  public void measure(StateSize size) {
    keys.measure(size);
  }

  @Override
  public List<KeySpaceSnapshot> snapshot() {
    KeySpaceSnapshot snapshot = keys.snapshot();
    return List.of(ownClocks == null ? snapshot : snapshot.with(ownClocks.snapshot()));
  }

  @Override
  public void restore(List<KeySpaceSnapshot> snapshots) {
    keys.restore(snapshots);
    if (ownClocks != null) {
      ownClocks.restore(snapshots.stream().flatMap(each -> each.partitions().stream()).toList());
    }
  }
}

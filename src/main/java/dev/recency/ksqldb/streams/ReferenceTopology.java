package dev.recency.ksqldb.streams;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.Aggregates;
import dev.recency.expression.Filter;
import dev.recency.plan.Column;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.Source;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.EmitStrategy;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.LogAndSkipOnInvalidTimestamp;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology of one query as ksqlDB builds it: source, WHERE, a repartition topic unless the
 * stream is keyed by the GROUP BY column already, the window aggregate of Kafka Streams with its
 * emit strategy, HAVING as a filter on the table, sink. Stores are in memory.
 */
public final class ReferenceTopology {
  private static final Serde<byte[]> BYTES = Serdes.ByteArray();
  private static final String STORE = "aggregate";
  private static final Duration LONGEST = Duration.ofDays(3660);

  private final Plan plan;
  private final ReferenceOptions options;
  private final StateSize size;

  private ReferenceTopology(Plan plan, ReferenceOptions options, StateSize size) {
    this.plan = plan;
    this.options = options;
    this.size = size;
  }

  /** Whether ksqlDB has such a query: over a stream, without a window or with one of its own. */
  public static boolean knows(Plan plan, Query query) {
    boolean known =
        query instanceof Query.Transform
            || query instanceof Query.Windowed
            || query instanceof Query.Lifetime;
    return known && plan.inputOf(query).source().kind() == Source.Kind.STREAM;
  }

  /**
   * The topology of this query, which tells how large its windows get.
   *
   * @throws IllegalArgumentException if ksqlDB has no such query: see {@link #knows}
   */
  public static Topology of(Plan plan, Query query, ReferenceOptions options, StateSize size) {
    if (!knows(plan, query)) {
      throw new IllegalArgumentException("ksqlDB has no query like [" + query.id() + "]");
    }
    return new ReferenceTopology(plan, options, size).build(query);
  }

  private Topology build(Query query) {
    StreamsBuilder builder = new StreamsBuilder();
    String topic = plan.inputOf(query).source().serialization().topic();
    KStream<byte[], byte[]> source =
        builder.stream(
            topic,
            Consumed.with(BYTES, BYTES).withTimestampExtractor(new LogAndSkipOnInvalidTimestamp()));
    KStream<byte[], byte[]> commands =
        query instanceof Query.Transform transform
            ? source.process(() -> new CommandStep.OfEvents(plan, transform))
            : grouped((Query.Grouped) query, source);
    Produced<byte[], byte[]> produced = Produced.with(BYTES, BYTES);
    commands.to(
        query.sink().serialization().topic(),
        query
            .sink()
            .keyWindow()
            .map(window -> produced.withStreamPartitioner(new InnerKeyPartitioner(window)))
            .orElse(produced));
    return builder.build();
  }

  private KStream<byte[], byte[]> grouped(Query.Grouped query, KStream<byte[], byte[]> source) {
    List<Aggregate<Object>> aggregates =
        Aggregates.of(query.aggregates(), Aggregates.Meaning.DIALECT).stream()
            .map(ReferenceTopology::erased)
            .toList();
    RowBytes keys = new RowBytes(types(query.groupBy()));
    Serde<GroupedRow> rows = GroupedRow.serde(keys, new RowBytes(types(query.arguments())));
    Serde<Totals> totals = Totals.serde(keys, aggregates);
    KStream<byte[], GroupedRow> events =
        keyedByGroup(query)
            ? source.processValues(() -> new GroupingStep.Keyed(plan, query))
            : source.process(() -> new GroupingStep.Rekeyed(plan, query));
    KGroupedStream<byte[], GroupedRow> groups = events.groupByKey(Grouped.with(BYTES, rows));
    ResultRows results = new ResultRows(query, aggregates);
    if (query instanceof Query.Windowed windowed) {
      return windowed(windowed, groups, new Folding(aggregates, totals), results);
    }
    Filter having = Steps.filter(query, query.having());
    KTable<byte[], Totals> table =
        groups.aggregate(
            () -> Totals.empty(aggregates),
            (key, row, into) -> into.with(row, aggregates),
            cached(
                Materialized.<byte[], Totals>as(Stores.inMemoryKeyValueStore(STORE))
                    .withKeySerde(BYTES)
                    .withValueSerde(totals)));
    return (query.having().isEmpty()
            ? table
            : table.filter((key, value) -> having.accepts(results.of(value, null))))
        .toStream()
        .process(() -> new CommandStep.OfTable(query, results));
  }

  /** What an aggregate needs. */
  private record Folding(List<Aggregate<Object>> aggregates, Serde<Totals> serde) {}

  private KStream<byte[], byte[]> windowed(
      Query.Windowed query,
      KGroupedStream<byte[], GroupedRow> groups,
      Folding folding,
      ResultRows results) {
    KTable<Windowed<byte[]>, Totals> table =
        query.window() instanceof TimeWindow.Hopping hopping
            ? hopping(hopping, groups, folding)
            : sessions((TimeWindow.Session) query.window(), groups, folding);
    Filter having = Steps.filter(query, query.having());
    return (query.having().isEmpty()
            ? table
            : table.filter((key, value) -> having.accepts(results.of(value, key.window()))))
        .toStream()
        .process(() -> new CommandStep.OfWindows(query, results));
  }

  private KTable<Windowed<byte[]>, Totals> hopping(
      TimeWindow.Hopping window, KGroupedStream<byte[], GroupedRow> groups, Folding folding) {
    Duration length = Duration.ofMillis(window.sizeMillis());
    TimeWindows windows =
        TimeWindows.ofSizeAndGrace(length, Duration.ofMillis(window.graceMillis()))
            .advanceBy(Duration.ofMillis(window.advanceMillis()));
    return groups
        .windowedBy(windows)
        .emitStrategy(emit(window))
        .aggregate(
            () -> Totals.empty(folding.aggregates()),
            (key, row, into) -> into.with(row, folding.aggregates()),
            cached(
                Materialized.<byte[], Totals>as(
                        new MeasuredWindowStore.Supplier(
                            Stores.inMemoryWindowStore(STORE, retention(window), length, false),
                            window.sizeMillis() + window.graceMillis(),
                            size))
                    .withKeySerde(BYTES)
                    .withValueSerde(folding.serde())));
  }

  private KTable<Windowed<byte[]>, Totals> sessions(
      TimeWindow.Session window, KGroupedStream<byte[], GroupedRow> groups, Folding folding) {
    SessionWindows windows =
        SessionWindows.ofInactivityGapAndGrace(
            Duration.ofMillis(window.gapMillis()), Duration.ofMillis(window.graceMillis()));
    return groups
        .windowedBy(windows)
        .emitStrategy(emit(window))
        .aggregate(
            () -> Totals.empty(folding.aggregates()),
            (key, row, into) -> into.with(row, folding.aggregates()),
            (key, one, other) -> one.with(other, folding.aggregates()),
            cached(
                Materialized.<byte[], Totals>as(
                        Stores.inMemorySessionStore(STORE, retention(window)))
                    .withKeySerde(BYTES)
                    .withValueSerde(folding.serde())));
  }

  private static EmitStrategy emit(TimeWindow window) {
    return window.emit() == Emit.FINAL
        ? EmitStrategy.onWindowClose()
        : EmitStrategy.onWindowUpdate();
  }

  /**
   * How long the store shows windows. One millisecond more than ksqlDB says: its persistent store
   * still shows what starts exactly so long before the newest window, the one in memory does not.
   */
  private Duration retention(TimeWindow.Hopping window) {
    long declared = window.retentionMillis();
    long wanted = options.asDeployed() ? declared : Math.max(declared, options.retentionMillis());
    return Duration.ofMillis(wanted + 1);
  }

  /**
   * ksqlDB's persistent store hides old sessions from merging and not from emitting; the one in
   * memory can only do both or neither. So with EMIT CHANGES, where only merging matters, sessions
   * have the declared retention, and with EMIT FINAL they stay: none is lost, but an event that
   * comes after a session has closed can still make it grow.
   */
  private Duration retention(TimeWindow.Session window) {
    boolean declared = options.asDeployed() || window.emit() == Emit.CHANGES;
    return declared ? Duration.ofMillis(window.retentionMillis()) : LONGEST;
  }

  private <S extends StateStore> Materialized<byte[], Totals, S> cached(
      Materialized<byte[], Totals, S> materialized) {
    Materialized<byte[], Totals, S> unlogged = materialized.withLoggingDisabled();
    return options.asDeployed() ? unlogged.withCachingEnabled() : unlogged.withCachingDisabled();
  }

  /** Whether the source's record key is what the sink's keys begin with: nothing moves then. */
  private boolean keyedByGroup(Query.Grouped query) {
    Source source = plan.inputOf(query).source();
    List<String> keyNames = source.columns(Column.Role.KEY).stream().map(Column::name).toList();
    List<String> groupNames =
        query.groupBy().stream()
            .filter(TypedExpression.Slot.class::isInstance)
            .map(each -> ((TypedExpression.Slot) each).name())
            .toList();
    return !keyNames.isEmpty()
        && groupNames.size() == query.groupBy().size()
        && groupNames.equals(keyNames)
        && source.serialization().keyFormat().equals(query.sink().serialization().keyFormat());
  }

  private static List<SqlType> types(List<TypedExpression> expressions) {
    return expressions.stream().map(TypedExpression::type).toList();
  }

  /** Accumulators only ever meet the aggregate that made them. */
  @SuppressWarnings("unchecked")
  private static Aggregate<Object> erased(Aggregate<?> aggregate) {
    return (Aggregate<Object>) aggregate;
  }
}

package dev.recency.flink.keyed;

import dev.recency.command.CommandRecord;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.flink.statement.CommandLimits;
import dev.recency.flink.statement.CountingOperator;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.flink.statement.ExpressionErrors;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.Outcome;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hosts the keyed operator of some statements.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>Its clock never goes back: it is kept beside the keys and restored as the maximum over all
 *       old subtasks, so a key that moves never sees an earlier clock.
 *   <li>A timer is called once, with {@code clock() >= at}: also when it is set at or before the
 *       clock, then right after the call that set it.
 *   <li>Flink's last watermark, Long.MAX, changes nothing.
 *   <li>What is cached is in keyed state when a barrier passes: nothing else survives it.
 * </ol>
 */
public final class KeyedOperatorHost extends CountingOperator<CommandRecord>
    implements OneInputStreamOperator<KeyedElement, CommandRecord>,
        Triggerable<EncodedKey, VoidNamespace>,
        CachedKeys.Host {
  private static final long serialVersionUID = 1L;

  private final KeyedQuery query;
  private final CommandLimits limits;
  private final DeadLetters letters;
  private final long cacheBytes;
  private transient @Nullable Open open;
  private transient @Nullable HostState state;
  private transient long clockMillis;
  private transient long arrivalMillis;
  private transient int partition;

  /** What there is between open and close. */
  private record Open(
      RowCodec arguments,
      CachedKeys keys,
      CommandOutput commands,
      Warming warming,
      StateSizes sizes,
      HostGauges gauges) {}

  /**
   * @param limits a row whose command is beyond them becomes a dead letter; where they are not live,
   *     the arrival of the current record is the wall clock
   * @param letters makes the letters of {@link KeyingOperator#DEAD_LETTERS}
   * @param cacheBytes how much memory the keys of a subtask may take between two checkpoints
   */
  public KeyedOperatorHost(
      KeyedQuery query, CommandLimits limits, DeadLetters letters, long cacheBytes) {
    this.query = query;
    this.limits = limits;
    this.letters = letters;
    this.cacheBytes = cacheBytes;
  }

  @Override
  public void initializeState(StateInitializationContext initialization) throws Exception {
    super.initializeState(initialization);
    state = HostState.of(initialization);
    clockMillis = state.clockMillis();
  }

  @Override
  public void open() throws Exception {
    super.open();
    KeyedQuery.Running running = query.open(new ExpressionErrors(getMetricGroup()));
    StateSizes sizes =
        initialized().sizes(getKeyedStateBackend(), getRuntimeContext().getTaskInfo());
    KeyStore store =
        new KeyStore(
            running.keys(),
            this::setCurrentKey,
            getPartitionedState(KeyStore.HEADERS),
            getPartitionedState(KeyStore.CHUNKS),
            getInternalTimerService("timers", VoidNamespaceSerializer.INSTANCE, this),
            sizes);
    KeyCache cache = new KeyCache(cacheBytes);
    getMetricGroup().gauge("cachedKeys", cache::size);
    getMetricGroup().gauge("cachedBytes", cache::bytes);
    open =
        new Open(
            running.arguments(),
            new CachedKeys(running.operator(), store, cache, running.keyOrder(), this),
            new CommandOutput(running.statements(), limits, letters, output, ledger(), wallClock()),
            warming(running.statements()),
            sizes,
            gauges(running.statements(), sizes));
  }

  private HostState initialized() {
    return Objects.requireNonNull(state, "the operator is not initialized");
  }

  private HostGauges gauges(List<KeyedQuery.Statement> statements, StateSizes sizes) {
    return new HostGauges(
        getMetricGroup(),
        statements.stream().map(KeyedQuery.Statement::id).toList(),
        sizes,
        wallClock(),
        query.dataClock() ? HostGauges.DATA_CLOCK_LAG : HostGauges.LIVE_CLOCK_LAG,
        () -> clockMillis);
  }

  /** Empty in a replay. */
  private Optional<LongSupplier> wallClock() {
    return limits.live()
        ? Optional.of(getProcessingTimeService()::getCurrentProcessingTime)
        : Optional.empty();
  }

  private Warming warming(List<KeyedQuery.Statement> statements) throws Exception {
    List<KeyedQuery.Statement> known =
        statements.stream().filter(each -> each.known().isPresent()).toList();
    Warming warming =
        initialized()
            .warming(known.stream().map(each -> each.known().orElseThrow()).toList(), clockMillis);
    for (int i = 0; i < known.size(); i++) {
      int index = i;
      getMetricGroup()
          .addGroup("statement", known.get(i).id())
          .gauge("warming", () -> warming.warming(index, clockMillis) ? 1 : 0);
      if (warming.warming(i, clockMillis)) {
        LOG.info("Statement [{}] is warming until one window has passed.", known.get(i).id());
      }
    }
    return warming;
  }

  private Open opened() {
    return Objects.requireNonNull(open, "the operator is not open");
  }

  /** A cached key needs no keyed state, so none is selected before it is known to be needed. */
  @Override
  @SuppressWarnings("rawtypes") // as it is declared
  public void setKeyContextElement1(StreamRecord element) {}

  @Override
  public void processElement(StreamRecord<KeyedElement> element) {
    KeyedElement value = element.getValue();
    Open parts = opened();
    arrivalMillis = value.arrivalMillis();
    partition = value.partition();
    KeyEntry entry = parts.keys().entry(value.key());
    parts
        .keys()
        .process(
            entry,
            new KeyedRecord(
                entry.row,
                parts.arguments().decode(value.arguments()),
                value.eventTimeMillis(),
                value.arrivalMillis(),
                value.partitionClockMillis()));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() != Watermark.MAX_WATERMARK.getTimestamp()) {
      clockMillis = Math.max(clockMillis, mark.getTimestamp() + 1);
      opened().warming().clock(clockMillis);
      opened().gauges().clockMoved();
      opened().keys().drain();
      super.processWatermark(new Watermark(clockMillis - 1));
    }
  }

  @Override
  public void onEventTime(InternalTimer<EncodedKey, VoidNamespace> timer) {
    opened().keys().fired(timer.getKey());
  }

  @Override
  public void onProcessingTime(InternalTimer<EncodedKey, VoidNamespace> timer) {
    throw new IllegalStateException("no processing-time timer is ever registered");
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    opened().keys().saveAll();
  }

  @Override
  public void snapshotState(StateSnapshotContext snapshot) throws Exception {
    super.snapshotState(snapshot);
    initialized().update(clockMillis, opened().warming(), opened().sizes());
  }

  @Override
  public long clock() {
    return clockMillis;
  }

  @Override
  public long now() {
    return limits.live() ? getProcessingTimeService().getCurrentProcessingTime() : arrivalMillis;
  }

  @Override
  public void count(int statement, Outcome outcome) {
    opened().commands().count(statement, outcome, partition);
  }

  @Override
  public void emit(
      int statement, Row row, RowKind kind, long asOfMillis, long causedMillis, boolean decay) {
    opened().commands().emit(statement, row, kind, asOfMillis, causedMillis, decay);
  }
}

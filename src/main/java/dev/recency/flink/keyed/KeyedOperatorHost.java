package dev.recency.flink.keyed;

import dev.recency.command.CommandRecord;
import dev.recency.flink.serializer.BytesSerializer;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.OrderedLongSerializer;
import dev.recency.flink.statement.CommandLimits;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.flink.statement.ExpressionErrors;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.Outcome;
import dev.recency.operator.PartitionClocks;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
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
 * </ol>
 */
public final class KeyedOperatorHost extends AbstractStreamOperator<CommandRecord>
    implements OneInputStreamOperator<KeyedElement, CommandRecord>,
        Triggerable<EncodedKey, VoidNamespace>,
        KeyedStateContext.Surroundings {
  private static final long serialVersionUID = 1L;

  private final KeyedQuery query;
  private final CommandLimits limits;
  private final DeadLetters letters;
  private transient KeyedQuery.@Nullable Running running;
  private transient @Nullable KeyedStateContext context;
  private transient @Nullable CommandOutput commands;
  private transient @Nullable ListState<Long> clockState;
  private transient long clockMillis;
  private transient long arrivalMillis;
  private transient int partition;
  private transient boolean inTimer;

  /**
   * @param limits a row whose command is beyond them becomes a dead letter; where they are not live,
   *     the arrival of the current record is the wall clock
   * @param letters makes the letters of {@link KeyingOperator#DEAD_LETTERS}
   */
  public KeyedOperatorHost(KeyedQuery query, CommandLimits limits, DeadLetters letters) {
    this.query = query;
    this.limits = limits;
    this.letters = letters;
  }

  @Override
  public void initializeState(StateInitializationContext initialization) throws Exception {
    super.initializeState(initialization);
    clockState =
        initialization
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("clock", OrderedLongSerializer.INSTANCE));
    clockMillis = PartitionClocks.NONE;
    for (long restored : clockState.get()) {
      clockMillis = Math.max(clockMillis, restored);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext snapshot) throws Exception {
    super.snapshotState(snapshot);
    Objects.requireNonNull(clockState).update(List.of(clockMillis));
  }

  @Override
  public void open() throws Exception {
    super.open();
    running = query.open(new ExpressionErrors(getMetricGroup()));
    commands = new CommandOutput(running.statements(), limits, letters, output, getMetricGroup());
    context =
        new KeyedStateContext(
            getPartitionedState(new ValueStateDescriptor<>("header", BytesSerializer.INSTANCE)),
            getPartitionedState(
                new MapStateDescriptor<>(
                    "chunks", OrderedLongSerializer.INSTANCE, BytesSerializer.INSTANCE)),
            getPartitionedState(
                new ValueStateDescriptor<>("timer", OrderedLongSerializer.INSTANCE)),
            getInternalTimerService("timers", VoidNamespaceSerializer.INSTANCE, this),
            this);
  }

  private KeyedQuery.Running running() {
    return Objects.requireNonNull(running, "the operator is not open");
  }

  private CommandOutput commands() {
    return Objects.requireNonNull(commands, "the operator is not open");
  }

  private KeyedStateContext context() {
    return Objects.requireNonNull(context, "the operator is not open");
  }

  @Override
  public void processElement(StreamRecord<KeyedElement> element) {
    KeyedElement value = element.getValue();
    Row key = running().keys().decode(value.key().bytes());
    arrivalMillis = value.arrivalMillis();
    partition = value.partition();
    running()
        .operator()
        .onRecord(
            new KeyedRecord(
                key,
                running().arguments().decode(value.arguments()),
                value.eventTimeMillis(),
                value.arrivalMillis()),
            context());
    callDueTimers(key);
  }

  @Override
  public void onEventTime(InternalTimer<EncodedKey, VoidNamespace> timer) {
    callDueTimers(running().keys().decode(timer.getKey().bytes()));
  }

  private void callDueTimers(Row key) {
    inTimer = true;
    while (context().takeDueTimer()) {
      running().operator().onTimer(key, context());
    }
    inTimer = false;
  }

  @Override
  public void onProcessingTime(InternalTimer<EncodedKey, VoidNamespace> timer) {
    throw new IllegalStateException("no processing-time timer is ever registered");
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() != Watermark.MAX_WATERMARK.getTimestamp()) {
      clockMillis = Math.max(clockMillis, mark.getTimestamp() + 1);
      super.processWatermark(new Watermark(clockMillis - 1));
    }
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
    commands().count(statement, outcome, partition);
  }

  @Override
  public void emit(int statement, Row row, RowKind kind, long asOfMillis, long causedMillis) {
    commands().emit(statement, row, kind, asOfMillis, causedMillis, inTimer);
  }
}

package dev.recency.flink.keyed;

import dev.recency.flink.Definitions;
import dev.recency.flink.clock.ClockOperator;
import dev.recency.flink.clock.Clocking;
import dev.recency.flink.clock.EndProbe;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.flink.statement.ExpressionErrors;
import dev.recency.flink.statement.LedgerState;
import dev.recency.plan.row.Event;
import java.util.Objects;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Keying} of a group with TUMBLING, HOPPING or SESSION, and its clock: the data clock over
 * the rows that passed WHERE and have a key, and no others.
 *
 * <p>Each keyed record takes along the clock of its partition, itself included; in a replay the
 * watermark follows each of them, live it follows every clock interval.
 */
public final class ClockedKeyingOperator extends ClockOperator<KeyedElement> {
  private static final long serialVersionUID = 1L;

  private final Definitions definitions;
  private final String uid;
  private final int input;
  private final DeadLetters letters;
  private transient @Nullable Keying keying;
  private transient @Nullable LedgerState ledger;

  /**
   * @param uid of the group in the plan of the definitions
   * @param input which of the element's decoded events it reads
   */
  public ClockedKeyingOperator(
      Clocking clocking,
      EndProbe endProbe,
      Definitions definitions,
      String uid,
      int input,
      DeadLetters letters) {
    super(clocking, endProbe);
    this.definitions = definitions;
    this.uid = uid;
    this.input = input;
    this.letters = letters;
  }

  private LedgerState ledger() {
    return Objects.requireNonNull(ledger, "the operator is not initialized");
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    ledger = LedgerState.restore(context, getExecutionConfig(), getMetricGroup());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    ledger().snapshot(context);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    ledger().completed(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    super.notifyCheckpointAborted(checkpointId);
    ledger().aborted(checkpointId);
  }

  @Override
  public void open() throws Exception {
    super.open();
    KeyedGroup group = KeyedGroup.find(definitions.plan(), uid);
    keying =
        new Keying(
            group,
            new ExpressionErrors(getMetricGroup()),
            ledger().ledger().records(group.ids()),
            letters,
            letter -> output.collect(KeyingOperator.DEAD_LETTERS, new StreamRecord<>(letter)));
  }

  @Override
  protected void read(StreamRecord<SourceElement> element, SourceElement.Read read) {
    KeyedElement keyed =
        Objects.requireNonNull(keying, "the operator is not open").of(read, input, this::accept);
    if (keyed != null) {
      output.collect(new StreamRecord<>(keyed));
    }
    if (clocking.replay()) {
      advance(clocks().dataClock(read.raw().timestampMillis()));
    }
  }

  private long accept(Event event) {
    long arrivalOrNow = clocking.replay() ? event.arrivalMillis() : now();
    return clocks().accept(event.partition(), event.eventTimeMillis(), arrivalOrNow);
  }

  @Override
  protected long clock(long nowMillis) {
    return clocks().dataClock(nowMillis);
  }

  @Override
  protected boolean nothingCounts(long nowMillis) {
    return clocks().dataClockIdle(nowMillis);
  }
}

package dev.recency.flink.clock;

import dev.recency.flink.source.SourceElement;
import dev.recency.operator.PartitionClock;
import dev.recency.operator.PartitionClocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * Makes the watermarks of one clock of one source: watermark = C − 1. Its state is a union list per
 * (topic, partition), so every partition goes on at its own clock wherever it lands. Which records
 * move the clock, and what is sent on, is for those that extend it.
 *
 * <p>Watermarks from before it are dropped; above all Flink's last one, Long.MAX, which would close
 * what the data did not close.
 */
public abstract class ClockOperator<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<SourceElement, T>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  /**
   * A reader that has been given no partition by then gets none soon. All readers are given theirs
   * at the same moment, before the first record, so this need not be long.
   */
  static final long ASSIGNMENT_PATIENCE_MILLIS = 5_000;

  /** How this clock runs. */
  protected final Clocking clocking;

  private final EndProbe endProbe;
  private transient @Nullable PartitionClocks clocks;
  private transient @Nullable ListState<TopicClock> state;
  private transient Map<Integer, String> readers = new TreeMap<>();
  private transient long lastWatermark;
  private transient long openedMillis;
  private transient boolean idle;

  /**
   * @param endProbe asked once per clock interval and partition
   */
  protected ClockOperator(Clocking clocking, EndProbe endProbe) {
    this.clocking = clocking;
    this.endProbe = endProbe;
  }

  /** Takes in a record and sends on what comes of it. */
  protected abstract void read(StreamRecord<SourceElement> element, SourceElement.Read read);

  /** The reading of this clock, or {@link PartitionClocks#NONE}. */
  protected abstract long clock(long nowMillis);

  /** Whether no partition here counts. */
  protected abstract boolean nothingCounts(long nowMillis);

  /** The clocks of all partitions. */
  protected final PartitionClocks clocks() {
    return Objects.requireNonNull(clocks, "the operator is not initialized");
  }

  /** The wall clock as Flink's timers see it. */
  protected final long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    readers = new TreeMap<>();
    lastWatermark = Long.MIN_VALUE;
    PartitionClocks.Mode mode =
        clocking.replay() ? PartitionClocks.Mode.REPLAY : PartitionClocks.Mode.LIVE;
    clocks = new PartitionClocks(clocking.options(), mode);
    state =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("partition-clocks", TopicClockSerializer.INSTANCE));
    List<PartitionClock> restored = new ArrayList<>();
    for (TopicClock each : state.get()) {
      if (each.topic().equals(clocking.topic())) {
        restored.add(each.clock());
      }
    }
    clocks.restore(restored, now());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    Objects.requireNonNull(state)
        .update(
            clocks().snapshot().stream()
                .map(clock -> new TopicClock(clocking.topic(), clock))
                .toList());
  }

  @Override
  public void open() throws Exception {
    super.open();
    openedMillis = now();
    if (!clocking.replay()) {
      tickLater();
    }
  }

  @Override
  public void processElement(StreamRecord<SourceElement> element) {
    SourceElement value = element.getValue();
    if (value instanceof SourceElement.Assigned assigned) {
      for (int partition : assigned.partitions()) {
        clocks().assigned(partition, now());
        readers.put(partition, assigned.reader());
      }
      if (!nothingCounts(now())) {
        status(false);
      }
      return;
    }
    read(element, (SourceElement.Read) value);
  }

  private void tickLater() {
    getProcessingTimeService()
        .registerTimer(now() + clocking.intervalMillis(), timestamp -> tick());
  }

  private void tick() {
    readers.forEach(
        (partition, reader) ->
            clocks().readToEnd(partition, endProbe.readToEnd(reader, partition)));
    long now = now();
    long patienceMillis = Math.min(clocking.idleTimeoutMillis(), ASSIGNMENT_PATIENCE_MILLIS);
    status(nothingCounts(now) && now - openedMillis >= patienceMillis);
    if (!idle) {
      advance(clock(now));
    }
    tickLater();
  }

  private void status(boolean nowIdle) {
    if (nowIdle != idle) {
      idle = nowIdle;
      output.emitWatermarkStatus(idle ? WatermarkStatus.IDLE : WatermarkStatus.ACTIVE);
    }
  }

  /** Emits the watermark of this clock, unless it is where it was. */
  protected final void advance(long clockMillis) {
    if (clockMillis != PartitionClocks.NONE && clockMillis - 1 > lastWatermark) {
      lastWatermark = clockMillis - 1;
      output.emitWatermark(new Watermark(lastWatermark));
    }
  }

  @Override
  public void endInput() {
    if (clocking.replay()) {
      long now = now();
      readers.keySet().forEach(partition -> clocks().ended(partition, now));
      advance(clock(now));
      if (clocking.until() != null) {
        advance(clocking.until());
      }
    }
  }

  @Override
  public void processWatermark(Watermark mark) {}

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {}
}

package dev.recency.flink.clock;

import dev.recency.flink.source.SourceElement;
import dev.recency.operator.PartitionClocks;
import dev.recency.plan.row.Event;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The clock of EMIT FINAL: it follows the data alone, live and in a replay alike. Each element takes
 * along the clock of its own partition before it, by which it is judged to be late.
 */
public final class DataClockOperator extends SourceClockOperator {
  private static final long serialVersionUID = 1L;

  public DataClockOperator(Clocking clocking, EndProbe endProbe) {
    super(clocking, endProbe);
  }

  @Override
  protected void event(StreamRecord<SourceElement> element, SourceElement.Read read, Event event) {
    long arrivalOrNow = clocking.replay() ? event.arrivalMillis() : now();
    output.collect(element.replace(read.at(clockBefore(event.partition(), arrivalOrNow))));
    clocks().record(event.partition(), event.eventTimeMillis(), arrivalOrNow);
    if (clocking.replay()) {
      advance(clocks().dataClock(arrivalOrNow));
    }
  }

  /** A partition without a clock yet must not fall behind what may have been emitted without it. */
  private long clockBefore(int partition, long nowMillis) {
    long own = clocks().partitionClock(partition);
    return own == PartitionClocks.NONE ? clocks().dataClock(nowMillis) : own;
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

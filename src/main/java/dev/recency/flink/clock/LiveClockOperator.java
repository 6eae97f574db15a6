package dev.recency.flink.clock;

import dev.recency.flink.source.SourceElement;
import dev.recency.plan.row.Event;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The clock of EMIT CHANGES. Live it is read every {@code clock.interval} and passes over silence;
 * in a replay it stands one millisecond before each event before it, and at it afterwards, so that
 * every instant in between has come when the event comes.
 */
public final class LiveClockOperator extends SourceClockOperator {
  private static final long serialVersionUID = 1L;

  public LiveClockOperator(Clocking clocking, EndProbe endProbe) {
    super(clocking, endProbe);
  }

  @Override
  protected void event(StreamRecord<SourceElement> element, SourceElement.Read read, Event event) {
    if (!clocking.replay()) {
      clocks().record(event.partition(), event.eventTimeMillis(), now());
      output.collect(element);
      return;
    }
    advance(clocks().mergedClockBefore(event.eventTimeMillis()));
    output.collect(element);
    clocks().record(event.partition(), event.eventTimeMillis(), event.arrivalMillis());
    advance(clocks().mergedClock());
  }

  @Override
  protected long clock(long nowMillis) {
    return clocking.replay() ? clocks().mergedClock() : clocks().liveClock(nowMillis);
  }

  @Override
  protected boolean nothingCounts(long nowMillis) {
    return clocks().liveClockIdle();
  }
}

package dev.recency.flink.clock;

import dev.recency.flink.source.SourceElement;
import dev.recency.format.Decoded;
import dev.recency.plan.row.Event;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** A clock that every accepted event of its source moves; all elements are sent on. */
public abstract class SourceClockOperator extends ClockOperator<SourceElement> {
  private static final long serialVersionUID = 1L;

  /**
   * @param endProbe asked once per clock interval and partition
   */
  protected SourceClockOperator(Clocking clocking, EndProbe endProbe) {
    super(clocking, endProbe);
  }

  /** Takes in an accepted event and sends its element on. */
  protected abstract void event(
      StreamRecord<SourceElement> element, SourceElement.Read read, Event event);

  @Override
  protected final void read(StreamRecord<SourceElement> element, SourceElement.Read read) {
    Event event = accepted(read);
    if (event == null) {
      output.collect(element);
    } else {
      event(element, read, event);
    }
  }

  private static @Nullable Event accepted(SourceElement.Read read) {
    for (Decoded decoded : read.decoded()) {
      if (decoded instanceof Decoded.Accepted accepted) {
        return accepted.event();
      }
    }
    return null;
  }
}

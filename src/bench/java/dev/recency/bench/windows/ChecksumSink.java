package dev.recency.bench.windows;

import dev.recency.command.CommandRecord;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Takes rows, keeps their number and checksum, and stops the clock of the run. */
final class ChecksumSink extends AbstractStreamOperator<CommandRecord>
    implements OneInputStreamOperator<CommandRecord, CommandRecord>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final int run;
  private long rows;
  private long checksum;

  ChecksumSink(int run) {
    this.run = run;
  }

  @Override
  public void processElement(StreamRecord<CommandRecord> element) {
    rows++;
    checksum += Answer.checksum(element.getValue());
  }

  @Override
  public void processWatermark(Watermark mark) {
    if (mark.getTimestamp() <= FeedOperator.HELLO) {
      Meter.of(run).ready();
    }
  }

  @Override
  public void endInput() {
    Meter.of(run).end(rows, checksum);
  }
}

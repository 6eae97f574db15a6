package dev.recency.bench.windows;

import dev.recency.command.CommandRecord;
import dev.recency.flink.keyed.KeyedElement;
import dev.recency.flink.serializer.CommandSerializer;
import dev.recency.flink.serializer.EncodedKeySerializer;
import java.io.Serializable;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import dev.recency.flink.serializer.EncodedKey;

/**
 * The limit of closing windows: one count per key, and as many rows in all as the windows give,
 * spread evenly over the events.
 *
 * @param events in the feed
 * @param rows to emit over all of them
 */
record BareRowsJob(int events, RowCount rows) implements WindowJob {
  /** A number that is found out when the job runs. */
  interface RowCount extends LongSupplier, Serializable {}

  @Override
  public DataStream<CommandRecord> build(DataStream<KeyedElement> elements) {
    return elements
        .keyBy(KeyedElement::key, EncodedKeySerializer.TYPE)
        .process(new Rows(events, rows.getAsLong()), CommandSerializer.TYPE);
  }

  private static final class Rows
      extends KeyedProcessFunction<EncodedKey, KeyedElement, CommandRecord> {
    private static final long serialVersionUID = 1L;

    private final int events;
    private final long rows;
    private transient ValueState<Long> count;
    private transient long seen;

    private Rows(int events, long rows) {
      this.events = events;
      this.rows = rows;
    }

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(KeyedElement event, Context context, Collector<CommandRecord> out)
        throws Exception {
      Long before = count.value();
      long after = before == null ? 1 : before + 1;
      count.update(after);
      long key = Answer.key(event.key().bytes());
      long until = Math.multiplyExact(++seen, rows) / events;
      for (long row = (seen - 1) * rows / events; row < until; row++) {
        out.collect(Answer.of(key, event.eventTimeMillis(), after, 0));
      }
    }
  }
}

package dev.recency.bench.windows;

import dev.recency.command.CommandRecord;
import dev.recency.flink.keyed.KeyedElement;
import dev.recency.flink.serializer.CommandSerializer;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.EncodedKeySerializer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The limit: the least that a job with state per key can do, one count per key.
 *
 * @param rowsPerEvent how often it emits the count
 */
record CounterJob(int rowsPerEvent) implements WindowJob {
  @Override
  public DataStream<CommandRecord> build(DataStream<KeyedElement> events) {
    return events
        .keyBy(KeyedElement::key, EncodedKeySerializer.TYPE)
        .process(new Counter(rowsPerEvent), CommandSerializer.TYPE);
  }

  private static final class Counter
      extends KeyedProcessFunction<EncodedKey, KeyedElement, CommandRecord> {
    private static final long serialVersionUID = 1L;

    private final int rowsPerEvent;
    private transient ValueState<Long> count;

    private Counter(int rowsPerEvent) {
      this.rowsPerEvent = rowsPerEvent;
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
      for (int row = 0; row < rowsPerEvent; row++) {
        out.collect(Answer.of(key, event.eventTimeMillis(), after, 0));
      }
    }
  }
}
